package io.csta.evaluation;

import java.util.BitSet;

/** The harmonic mean of precision and recall of the frames that a summary plays. */
final class F1 {

    private F1() {}

    /** In percent, from 0 to 100; 0 if the two have no frame in common. */
    static double percent(BitSet summary, BitSet user) {
        BitSet common = (BitSet) summary.clone();
        common.and(user);
        return common.isEmpty() ? 0 : 100.0 * 2 * common.cardinality() / (summary.cardinality() + user.cardinality());
    }
}
