/**
 * Shots, scores and a budget to the chosen shots, by the 0/1 knapsack.
 *
 * <p>In: shots, one importance score a frame, a budget in frames. Out: the shots that the summary plays.
 */
@NullMarked
package io.csta.selection;

import org.jspecify.annotations.NullMarked;
