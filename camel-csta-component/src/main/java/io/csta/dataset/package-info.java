/**
 * Feature files in the HDF5 layout of the public video summarization benchmarks.
 *
 * <p>In: groups {@code video_n} with {@code features}, {@code picks}, {@code n_frames}, {@code change_points}. Out:
 * plain arrays, and the same layout written.
 */
@NullMarked
package io.csta.dataset;

import org.jspecify.annotations.NullMarked;
