package io.csta.training;

import io.csta.evaluation.MeanResult;
import java.util.Comparator;

/**
 * The results of one epoch: a row of the learning curve.
 *
 * @param number counted from 1
 * @param loss the mean square error over its training videos, each before its training step
 * @param agreement how well the scores agree with people's on the videos by which the epoch is selected
 * @param error the mean square error over those videos
 * @param seconds how long it took
 */
public record Epoch(int number, double loss, MeanResult agreement, double error, double seconds) {

    /**
     * By tau, higher is greater. An epoch whose tau is defined for more videos is always greater: means over different videos
     * are not comparable.
     */
    static final Comparator<Epoch> BY_TAU = Comparator.comparingInt(
                    (Epoch epoch) -> -epoch.agreement().leftOut())
            .thenComparingDouble(Epoch::tau);

    /** Kendall's tau-b on the videos by which the epoch is selected; negative infinity if it is undefined. */
    double tau() {
        return agreement.correlation().map(correlation -> correlation.tau()).orElse(Double.NEGATIVE_INFINITY);
    }

    /** Spearman's rho, likewise. */
    double rho() {
        return agreement.correlation().map(correlation -> correlation.rho()).orElse(Double.NEGATIVE_INFINITY);
    }
}
