/**
 * Fits a scorer: features and wanted scores of videos go in, weights come out.
 *
 * <p>{@link io.csta.training.Trainer} goes through the splits of a dataset and keeps a run in a folder, so that one that was
 * cut off goes on where it was, to the same bits. One step is in {@link io.csta.training.Fit}: a video, the mean square
 * error of its scores, Adam.
 */
@NullMarked
package io.csta.training;

import org.jspecify.annotations.NullMarked;
