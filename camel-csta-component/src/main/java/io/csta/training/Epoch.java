package io.csta.training;

import io.csta.evaluation.MeanResult;

/**
 * What one epoch came to: a row of the learning curve.
 *
 * @param number counted from 1
 * @param loss the mean square error over its training videos, each before it was learned from
 * @param watched how well the scores agree with people's on the videos that the epoch is chosen by
 * @param seconds how long it took
 */
public record Epoch(int number, double loss, MeanResult watched, double seconds) {

    /** Kendall's tau-b on the watched videos; below all others where it is undefined. */
    double tau() {
        return watched.correlation().map(correlation -> correlation.tau()).orElse(Double.NEGATIVE_INFINITY);
    }

    /** Spearman's rho, likewise. */
    double rho() {
        return watched.correlation().map(correlation -> correlation.rho()).orElse(Double.NEGATIVE_INFINITY);
    }
}
