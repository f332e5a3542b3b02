package io.csta.segmentation;

import java.util.Arrays;

/**
 * Some places where the current shot may have begun, and what each would cost at least.
 *
 * <p>Beginning at {@code t} costs the best segmentation before {@code t} plus the scatter of {@code [t, l)}. Splitting
 * a run of rows never raises its scatter, so the scatter of {@code [t, l)} is at least that of {@code [t, anchor)} plus
 * that of {@code [anchor, l)}: what was known at the anchor, plus one number that all members share.
 */
final class Candidates {

    private final int anchor;
    private final double[] sum;
    private final int[] members;
    private final double[] costs;
    private final double least;
    private double bound;

    /**
     * A group at an anchor.
     *
     * @param anchor a place not before any member
     * @param sum the sum of the first {@code anchor} rows
     * @param members the candidates, ascending
     * @param costs a lower bound of each member's cost at the anchor; exact for a lone member that is its own anchor
     */
    Candidates(int anchor, double[] sum, int[] members, double[] costs) {
        this.anchor = anchor;
        this.sum = sum;
        this.members = members;
        this.costs = costs;
        least = Arrays.stream(costs).min().orElseThrow();
        bound = least;
    }

    /** A lone candidate that is its own anchor. */
    static Candidates single(int member, double[] sum, double cost) {
        return new Candidates(member, sum, new int[] {member}, new double[] {cost});
    }

    int size() {
        return members.length;
    }

    int member(int index) {
        return members[index];
    }

    /** Whether {@link #bound} is the cost itself. */
    boolean exact() {
        return members.length == 1 && members[0] == anchor;
    }

    /** What beginning at a member costs at least, as of the last {@link #extend}. */
    double bound() {
        return bound;
    }

    /** Moves the end of the shot: from now on {@link #bound} is for a shot that ends before row {@code end}. */
    Candidates extend(PrefixSums sums, int end, double[] sumEnd) {
        bound = least + sums.scatter(anchor, sum, end, sumEnd);
        return this;
    }

    /** Two groups as one, at the later of their anchors. */
    static Candidates merge(PrefixSums sums, Candidates a, Candidates b) {
        return a.anchor <= b.anchor ? a.mergeInto(sums, b) : b.mergeInto(sums, a);
    }

    private Candidates mergeInto(PrefixSums sums, Candidates late) {
        double between = sums.scatter(anchor, sum, late.anchor, late.sum);
        int[] all = new int[size() + late.size()];
        double[] allCosts = new double[all.length];
        int e = 0;
        int l = 0;
        for (int i = 0; i < all.length; i++) {
            if (l == late.size() || (e < size() && members[e] < late.members[l])) {
                all[i] = members[e];
                allCosts[i] = costs[e++] + between;
            } else {
                all[i] = late.members[l];
                allCosts[i] = late.costs[l++];
            }
        }
        return new Candidates(late.anchor, late.sum, all, allCosts);
    }
}
