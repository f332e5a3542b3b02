/**
 * The data of research about videos: benchmark files, their splits, and annotations.
 *
 * <p>In: HDF5 files with groups {@code video_n} of {@code features}, {@code picks}, {@code gtscore}, {@code user_summary}
 * and more; lists of training and test videos; TVSum's annotations; ratings as CSV. Out: plain arrays and names, and files
 * in the HDF5 layout.
 */
@NullMarked
package io.csta.dataset;

import org.jspecify.annotations.NullMarked;
