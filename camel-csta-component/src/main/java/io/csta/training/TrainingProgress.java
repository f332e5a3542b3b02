package io.csta.training;

import java.util.OptionalDouble;

/**
 * How far a run is.
 *
 * @param split the split at work, counted from 1
 * @param epoch its epoch, counted from 1
 * @param epochs how many it may have
 * @param fraction how much of the whole run is done, 0 to 1
 * @param loss the mean square error of this epoch so far
 * @param secondsLeft how long the rest takes if it goes on like this
 */
public record TrainingProgress(
        int split, int epoch, int epochs, double fraction, double loss, OptionalDouble secondsLeft) {}
