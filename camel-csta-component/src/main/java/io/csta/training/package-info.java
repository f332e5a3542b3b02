/**
 * Trains a scorer.
 *
 * <p>In: features and target scores of videos. Out: weights. {@link io.csta.training.Trainer} trains the splits of a
 * dataset. The folder of a run holds its state, so that an interrupted run resumes with the same bits.
 * {@link io.csta.training.TrainingSession} does one step: a video, the mean square error of its scores, Adam.
 */
@NullMarked
package io.csta.training;

import org.jspecify.annotations.NullMarked;
