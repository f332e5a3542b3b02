package io.csta.segmentation;

import org.jspecify.annotations.Nullable;

/**
 * Some rows at which the current shot may have started, with a lower bound for the cost of each.
 *
 * <p>Starting at {@code t} costs the best segmentation before {@code t} plus the scatter of {@code [t, l)}. Splitting
 * a run of rows never raises its scatter, so the scatter of {@code [t, l)} is at least that of {@code [t, anchor)} plus
 * that of {@code [anchor, l)}: the cost known at the anchor, plus one number that all members share. The
 * {@link ProjectionBound} of each member is added to that.
 */
final class Candidates {

    private final int anchor;
    private final double[] sum;
    private final int[] members;
    private final double[] costs;
    private final int cheapest;
    private final double least;
    private final double secondLeast;
    private final double[] bounds;
    private @Nullable ProjectionBound projection;
    private double shared;
    private int computed;

    /**
     * A group at an anchor.
     *
     * @param anchor a row not before any member
     * @param sum the sum of the first {@code anchor} rows
     * @param members the candidates, ascending, at least one
     * @param costs a lower bound for the cost of each at the anchor
     */
    Candidates(int anchor, double[] sum, int[] members, double[] costs) {
        this.anchor = anchor;
        this.sum = sum;
        this.members = members;
        this.costs = costs;
        bounds = costs.clone();
        int cheapestAt = 0;
        for (int i = 1; i < costs.length; i++) {
            cheapestAt = costs[i] < costs[cheapestAt] ? i : cheapestAt;
        }
        double leastOfOthers = Double.POSITIVE_INFINITY;
        for (int i = 0; i < costs.length; i++) {
            leastOfOthers = i == cheapestAt ? leastOfOthers : Math.min(leastOfOthers, costs[i]);
        }
        cheapest = members[cheapestAt];
        least = costs[cheapestAt];
        secondLeast = leastOfOthers;
    }

    int size() {
        return members.length;
    }

    int member(int index) {
        return members[index];
    }

    /** A lower bound for the cost of all members, as of the last {@link #extend}. */
    double bound() {
        return least + shared;
    }

    /** The same for all members except one. */
    double boundWithout(int member) {
        return (member == cheapest ? secondLeast : least) + shared;
    }

    /** The same for one member. */
    double bound(int index) {
        return costs[index] + shared;
    }

    /** Moves the end of the shot: from now on {@link #bound} is for a shot that ends before row {@code end}. */
    void extend(PrefixSums sums, int end, double[] sumEnd) {
        shared = sums.scatter(anchor, sum, end, sumEnd);
    }

    /**
     * A lower bound for the cost of each member, as of the last {@link #extend}.
     *
     * @return by member; overwritten by the next call
     */
    double[] bounds(PrefixSums sums, int end, double[] sumEnd) {
        if (projection == null) {
            projection = new ProjectionBound(sums, anchor, members);
        }
        double[] gains = projection.gains(end, sumEnd);
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = bound(i) + gains[i];
        }
        return bounds;
    }

    /** Counts members whose costs were computed; returns the total since the anchor. */
    int noteComputed(int count) {
        computed += count;
        return computed;
    }
}
