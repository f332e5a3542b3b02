package io.csta.training;

import io.csta.evaluation.MeanResult;
import java.util.Comparator;

/**
 * What one epoch came to: a row of the learning curve.
 *
 * @param number counted from 1
 * @param loss the mean square error over its training videos, each before it was learned from
 * @param agreement how well the scores agree with people's on the videos that the epoch is chosen by
 * @param error the mean square error over those videos
 * @param seconds how long it took
 */
public record Epoch(int number, double loss, MeanResult agreement, double error, double seconds) {

    /**
     * The higher tau is the greater one. Before that, one whose tau is defined for more videos is: a mean over other videos
     * would be of another thing.
     */
    static final Comparator<Epoch> BY_TAU = Comparator.comparingInt(
                    (Epoch epoch) -> -epoch.agreement().leftOut())
            .thenComparingDouble(Epoch::tau);

    /** Kendall's tau-b on the videos that the epoch is chosen by; below all others where it is undefined. */
    double tau() {
        return agreement.correlation().map(correlation -> correlation.tau()).orElse(Double.NEGATIVE_INFINITY);
    }

    /** Spearman's rho, likewise. */
    double rho() {
        return agreement.correlation().map(correlation -> correlation.rho()).orElse(Double.NEGATIVE_INFINITY);
    }
}
