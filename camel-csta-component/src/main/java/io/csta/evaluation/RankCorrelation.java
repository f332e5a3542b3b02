package io.csta.evaluation;

import java.util.Collection;
import java.util.Optional;
import org.hipparchus.stat.correlation.KendallsCorrelation;
import org.hipparchus.stat.correlation.SpearmansCorrelation;

/**
 * How similar two rankings of the same items are, from -1 to 1.
 *
 * @param tau Kendall's tau-b (Knight's algorithm, O(n log n))
 * @param rho Spearman's rho, the correlation of mean ranks
 */
public record RankCorrelation(double tau, double rho) {

    /**
     * Compares two lists of values.
     *
     * @param x finite values
     * @param y as many finite values
     * @return empty if one of the lists is constant, so that there is no ranking to compare
     * @throws IllegalArgumentException if the lengths differ, or if a value is not finite
     */
    public static Optional<RankCorrelation> of(double[] x, double[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException(
                    x.length + " values against " + y.length + ": expected two lists of the same length");
        }
        double[] first = finite(x);
        double[] second = finite(y);
        if (isConstant(first) || isConstant(second)) {
            return Optional.empty();
        }
        return Optional.of(new RankCorrelation(
                new KendallsCorrelation().correlation(first, second),
                new SpearmansCorrelation().correlation(first, second)));
    }

    /** The means of both coefficients; empty if there are no correlations. */
    public static Optional<RankCorrelation> mean(Collection<RankCorrelation> correlations) {
        return correlations.isEmpty()
                ? Optional.empty()
                : Optional.of(new RankCorrelation(
                        correlations.stream().mapToDouble(RankCorrelation::tau).sum() / correlations.size(),
                        correlations.stream().mapToDouble(RankCorrelation::rho).sum() / correlations.size()));
    }

    /** A copy in which zero has only one sign, because the library distinguishes the two. */
    private static double[] finite(double[] values) {
        double[] copy = new double[values.length];
        for (int i = 0; i < copy.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException("value " + i + " is " + values[i] + ": expected finite values");
            }
            copy[i] = values[i] + 0.0;
        }
        return copy;
    }

    private static boolean isConstant(double[] values) {
        for (double value : values) {
            if (value != values[0]) {
                return false;
            }
        }
        return true;
    }
}
