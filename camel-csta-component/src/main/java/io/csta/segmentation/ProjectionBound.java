package io.csta.segmentation;

import java.util.Arrays;

/**
 * How much runs of rows that end at a common anchor scatter more than their parts when they go on, at least.
 *
 * <p>With μ for means, a run {@code [t, l)} scatters as much as {@code [t, anchor)} and {@code [anchor, l)} together,
 * plus h |μ(t, anchor) - μ(anchor, l)|², where h = pq / (p + q) for parts of p and q rows. To compute that distance for
 * every t would cost as much as the scatter itself. So the means of all the runs are projected on a plane, once. A
 * mean of the rows beyond the anchor is projected as well, once for all t. By Pythagoras the squared distance of
 * two points is that of their projections plus that of their remainders; and by the triangle inequality the remainders
 * are no closer than their lengths differ. The plane goes through three of the means. As long as a scene moves slowly,
 * the others are close to it, and the bound is close to the truth.
 *
 * <p>Rounding: a remainder's length is the root of a difference, so it may be wrong by the root of what rounding does to
 * its square. By as much the lengths are taken to differ less. All else is wrong by no more than some 1e-15 of the
 * scatter: means are looked at from that of the longest run, so h times the square of any of them is within it.
 */
final class ProjectionBound {

    private static final int AXES = 2;

    /** Where among the runs, from the longest at 0 to the shortest at 1, those are that the axes point to. */
    private static final double[] TOWARDS = {0.5, 0.9};

    /** Below this share of its square, what is left of an axis after taking the others out is rounding. */
    private static final double NOTHING = 1e-10;

    /** What rounding may do to the square of a remainder, as a share of the square that it remains of. */
    private static final double ROUNDING = 1e-14;

    private final Vectors vectors;
    private final int anchor;
    private final double[] sum;
    private final double[] origin;
    private final double[][] axes = new double[AXES][];

    private final double[] lengths;
    private final double[][] along;
    private final double[] off;
    private final double[] blur;
    private final double[] scratch;
    private final double[] gains;

    /**
     * Looks at the runs.
     *
     * @param anchor where all of them end
     * @param starts where they begin, ascending; the last may be the anchor itself
     */
    ProjectionBound(PrefixSums sums, int anchor, int[] starts) {
        this.anchor = anchor;
        vectors = sums.vectors();
        sum = sums.at(anchor);
        scratch = new double[sum.length];
        lengths = Arrays.stream(starts).mapToDouble(t -> anchor - t).toArray();
        along = new double[AXES][starts.length];
        off = new double[starts.length];
        blur = new double[starts.length];
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
            blur[i] = Math.sqrt(ROUNDING * rest);
            for (int d = 0; d < AXES; d++) {
                along[d][i] = vectors.dot(scratch, axes[d]);
                rest -= along[d][i] * along[d][i];
            }
            off[i] = Math.sqrt(Math.max(0, rest));
        }
    }

    /** Puts the mean of a run, as seen from the origin, into the scratch space. */
    private void mean(double[] from, double[] to, int rows) {
        double share = 1.0 / rows;
        for (int k = 0; k < scratch.length; k++) {
            scratch[k] = (to[k] - from[k]) * share - origin[k];
        }
    }

    /** The unit vector along what the scratch space holds, at right angles to the axes before; 0 if nothing is left. */
    private double[] axis(int before) {
        double[] axis = scratch.clone();
        double all = vectors.dot(axis, axis);
        for (int twice = 0; twice < 2; twice++) {
            for (int d = 0; d < before; d++) {
                Vectors.add(axis, -vectors.dot(axis, axes[d]), axes[d]);
            }
        }
        double left = vectors.dot(axis, axis);
        double scale = left > NOTHING * all ? 1 / Math.sqrt(left) : 0;
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
        double blurEnd = Math.sqrt(ROUNDING * rest);
        for (int d = 0; d < AXES; d++) {
            at[d] = vectors.dot(scratch, axes[d]);
            rest -= at[d] * at[d];
        }
        double offEnd = Math.sqrt(Math.max(0, rest));
        for (int i = 0; i < gains.length; i++) {
            double apart = Math.max(0, Math.abs(offEnd - off[i]) - blur[i] - blurEnd);
            gains[i] = apart * apart;
        }
        for (int d = 0; d < AXES; d++) {
            addSquares(along[d], at[d]);
        }
        for (int i = 0; i < gains.length; i++) {
            gains[i] *= rows * lengths[i] / (rows + lengths[i]);
        }
        return gains;
    }

    private void addSquares(double[] places, double place) {
        for (int i = 0; i < gains.length; i++) {
            double apart = places[i] - place;
            gains[i] += apart * apart;
        }
    }
}
