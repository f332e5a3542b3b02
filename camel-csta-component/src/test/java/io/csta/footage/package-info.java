/**
 * Films that are joined from real clips in known places, for benchmarks.
 *
 * <p>In: the clips in {@code src/test/resources/footage}, and the trailer in {@code docs/media}. Out: video files, and the times of
 * the boundaries between their shots.
 */
package io.csta.footage;
