package io.csta.training;

import java.util.OptionalDouble;

/**
 * The progress of a run.
 *
 * @param split the current split, counted from 1
 * @param epoch its current epoch, counted from 1
 * @param epochs the largest number of epochs
 * @param fraction the completed share of the whole run, 0 to 1
 * @param loss the mean square error of this epoch so far
 * @param secondsLeft an estimate for the rest of the run, if there is one
 */
public record TrainingProgress(
        int split, int epoch, int epochs, double fraction, double loss, OptionalDouble secondsLeft) {}
