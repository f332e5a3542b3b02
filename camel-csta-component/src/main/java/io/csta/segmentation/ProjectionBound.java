package io.csta.segmentation;

import java.util.Arrays;

/**
 * Lower bounds for how much the scatter of runs of rows grows when they are extended beyond a common anchor, in addition to
 * the scatter of the added rows.
 *
 * <p>With μ for means, a run {@code [t, l)} scatters as much as {@code [t, anchor)} and {@code [anchor, l)} together,
 * plus h |μ(t, anchor) - μ(anchor, l)|², where h = pq / (p + q) for parts of p and q rows. Computing that distance for
 * every t would cost as much as the scatter itself. So the means of all runs are projected onto a plane, once. The
 * mean of the rows beyond the anchor is projected as well, once for all t. By Pythagoras, the squared distance of
 * two points is that of their projections plus that of their residuals; and by the triangle inequality, the distance of the
 * residuals is at least the difference of their lengths. The plane goes through three of the means. As long as a scene moves
 * slowly, the others are close to the plane, and the bound is close to the true value.
 *
 * <p>Rounding: a residual's length is the root of a difference, so its error may be the root of the rounding error of
 * its square. The difference of the lengths is reduced by that error. The error of everything else is below some 1e-15 of
 * the scatter: means are relative to that of the longest run, so h times the square of any of them is within the scatter.
 */
final class ProjectionBound {

    private static final int AXES = 2;

    /** The runs that define the axes, by their position among all runs from the longest (0) to the shortest (1). */
    private static final double[] TOWARDS = {0.5, 0.9};

    /** Below this share of its square, the rest of an axis after orthogonalization is only rounding. */
    private static final double NEGLIGIBLE = 1e-10;

    /** The rounding error of the square of a residual, relative to the square of the whole vector. */
    private static final double ROUNDING = 1e-14;

    private final Vectors vectors;
    private final int anchor;
    private final double[] sum;
    private final double[] origin;
    private final double[][] axes = new double[AXES][];

    private final double[] lengths;
    private final double[][] along;
    private final double[] residuals;
    private final double[] errors;
    private final double[] scratch;
    private final double[] gains;

    /**
     * Projects the means of runs.
     *
     * @param anchor the end of all runs
     * @param starts their first rows, ascending; the last may be the anchor itself
     */
    ProjectionBound(PrefixSums sums, int anchor, int[] starts) {
        this.anchor = anchor;
        vectors = sums.vectors();
        sum = sums.at(anchor);
        scratch = new double[sum.length];
        lengths = Arrays.stream(starts).mapToDouble(t -> anchor - t).toArray();
        along = new double[AXES][starts.length];
        residuals = new double[starts.length];
        errors = new double[starts.length];
        gains = new double[starts.length];
        origin = new double[sum.length];
        mean(sums.at(starts[0]), sum, anchor - starts[0]);
        System.arraycopy(scratch, 0, origin, 0, origin.length);
        for (int d = 0; d < AXES; d++) {
            int t = starts[(int) (TOWARDS[d] * (starts.length - 1))];
            mean(sums.at(t), sum, anchor - t);
            axes[d] = axis(d);
        }
        for (int i = 0; i < starts.length && starts[i] < anchor; i++) {
            mean(sums.at(starts[i]), sum, anchor - starts[i]);
            double rest = vectors.dot(scratch, scratch);
            errors[i] = Math.sqrt(ROUNDING * rest);
            for (int d = 0; d < AXES; d++) {
                along[d][i] = vectors.dot(scratch, axes[d]);
                rest -= along[d][i] * along[d][i];
            }
            residuals[i] = Math.sqrt(Math.max(0, rest));
        }
    }

    /** Writes the mean of a run, relative to the origin, to the scratch space. */
    private void mean(double[] from, double[] to, int rows) {
        double share = 1.0 / rows;
        for (int k = 0; k < scratch.length; k++) {
            scratch[k] = (to[k] - from[k]) * share - origin[k];
        }
    }

    /** The unit vector along the scratch space, orthogonal to the axes before; 0 if nothing is left. */
    private double[] axis(int before) {
        double[] axis = scratch.clone();
        double all = vectors.dot(axis, axis);
        for (int twice = 0; twice < 2; twice++) {
            for (int d = 0; d < before; d++) {
                Vectors.add(axis, -vectors.dot(axis, axes[d]), axes[d]);
            }
        }
        double left = vectors.dot(axis, axis);
        double scale = left > NEGLIGIBLE * all ? 1 / Math.sqrt(left) : 0;
        for (int k = 0; k < axis.length; k++) {
            axis[k] *= scale;
        }
        return axis;
    }

    /**
     * Lower bounds of h |μ(t, anchor) - μ(anchor, end)|² for all runs.
     *
     * @param end beyond the anchor
     * @return by run; overwritten by the next call
     */
    double[] gains(int end, double[] sumEnd) {
        double rows = end - anchor;
        mean(sum, sumEnd, end - anchor);
        double[] at = new double[AXES];
        double rest = vectors.dot(scratch, scratch);
        double errorEnd = Math.sqrt(ROUNDING * rest);
        for (int d = 0; d < AXES; d++) {
            at[d] = vectors.dot(scratch, axes[d]);
            rest -= at[d] * at[d];
        }
        double residualEnd = Math.sqrt(Math.max(0, rest));
        for (int i = 0; i < gains.length; i++) {
            double distance = Math.max(0, Math.abs(residualEnd - residuals[i]) - errors[i] - errorEnd);
            gains[i] = distance * distance;
        }
        for (int d = 0; d < AXES; d++) {
            addSquares(along[d], at[d]);
        }
        for (int i = 0; i < gains.length; i++) {
            gains[i] *= rows * lengths[i] / (rows + lengths[i]);
        }
        return gains;
    }

    private void addSquares(double[] coordinates, double coordinate) {
        for (int i = 0; i < gains.length; i++) {
            double distance = coordinates[i] - coordinate;
            gains[i] += distance * distance;
        }
    }
}
