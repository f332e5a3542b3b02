/**
 * Feature matrix to one importance score per row, by the CSTA network.
 *
 * <p>In: {@code [samples, width]}. Out: {@code samples} scores between 0 and 1.
 */
@NullMarked
package io.csta.scoring;

import org.jspecify.annotations.NullMarked;
