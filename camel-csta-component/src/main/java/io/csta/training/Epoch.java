package io.csta.training;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.csta.evaluation.MeanResult;
import java.util.Comparator;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The results of one epoch: a row of the learning curve.
 *
 * @param number counted from 1
 * @param loss the mean square error over its training videos, each before its training step
 * @param agreement how well the scores agree with people's on the videos by which the epoch is selected
 * @param error the mean square error over those videos
 * @param spread how much scores differ within those videos: the standard deviation of the scores of a video, averaged; empty in
 *     the state of a run by an earlier version
 * @param seconds how long it took
 * @param ended when it ended, in milliseconds since 1970 in UTC; empty in the state of a run by an earlier version
 */
public record Epoch(
        int number,
        double loss,
        MeanResult agreement,
        double error,
        OptionalDouble spread,
        double seconds,
        OptionalLong ended) {

    /** Scores that differ less are all 0, all 1 or all the same; those of a trained scorer differ by 0.05 or more. */
    private static final double LEAST_SPREAD = 1e-6;

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

    /** Whether the scores hardly differ within a video, so that the scorer has learned nothing that helps to select. */
    @JsonIgnore
    public boolean isConstant() {
        return spread.orElse(1) < LEAST_SPREAD;
    }

    /** Spearman's rho, likewise. */
    double rho() {
        return agreement.correlation().map(correlation -> correlation.rho()).orElse(Double.NEGATIVE_INFINITY);
    }
}
