/**
 * Shots, values of frames and a budget to the parts of the video that the summary plays.
 *
 * <p>{@link io.csta.selection.ShotSelector} selects whole shots by the 0/1 knapsack, as published. {@link io.csta.selection.PartSelector}
 * selects parts of shots that fill the budget and represent the video.
 *
 * <p>In: shots, one value per frame, a budget in frames or seconds. Out: ranges of frames.
 */
@NullMarked
package io.csta.selection;

import org.jspecify.annotations.NullMarked;
