/**
 * Decoded frames to how much there is to see in each of them.
 *
 * <p>In: the brightness of every frame at the points of a coarse grid, and its time. Out: for each frame a value from 0 to 1, the
 * reason if it is low (black, one colour, part of a fade, frozen, a test card), and how much changed since the previous frame.
 *
 * <p>{@link io.csta.visibility.VisibilityMeter} measures each frame once and keeps a few numbers of it. After the last one,
 * {@code Darkness}, {@code Contrast}, {@code Fades}, {@code Freezes} and {@code TestCards} assess these numbers, and
 * {@link io.csta.visibility.FrameVisibility} holds the result.
 */
@NullMarked
package io.csta.visibility;

import org.jspecify.annotations.NullMarked;
