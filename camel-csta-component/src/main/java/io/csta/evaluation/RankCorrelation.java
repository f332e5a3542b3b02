package io.csta.evaluation;

import java.util.Collection;
import java.util.Optional;
import org.hipparchus.stat.correlation.KendallsCorrelation;
import org.hipparchus.stat.correlation.SpearmansCorrelation;

/**
 * How alike two orders of the same things are, from -1 to 1.
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
     * @return nothing if there is no order to compare, because one of the lists is constant
     * @throws IllegalArgumentException if the lengths differ, or if a value is not finite
     */
    public static Optional<RankCorrelation> of(double[] x, double[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException(
                    x.length + " values against " + y.length + ": expected as many in both lists");
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

    /** The mean of both coefficients; nothing if there are none. */
    public static Optional<RankCorrelation> mean(Collection<RankCorrelation> correlations) {
        return correlations.isEmpty()
                ? Optional.empty()
                : Optional.of(new RankCorrelation(
                        correlations.stream().mapToDouble(RankCorrelation::tau).sum() / correlations.size(),
                        correlations.stream().mapToDouble(RankCorrelation::rho).sum() / correlations.size()));
    }

    /** A copy in which zero has one sign, since the library tells the two apart. */
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
