/**
 * Feature matrix to shots, by kernel temporal segmentation (KTS).
 *
 * <p>In: one feature vector per frame, {@code [frames, 1024]}. Out: change points, the first frames of all shots except the
 * first.
 */
@NullMarked
package io.csta.segmentation;

import org.jspecify.annotations.NullMarked;
