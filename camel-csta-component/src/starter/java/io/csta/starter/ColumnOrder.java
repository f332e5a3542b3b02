package io.csta.starter;

import io.csta.nn.CstaNetwork;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Which value of a vector stands where, the same in all vectors of a film and another in every film. What a place looks like
 * is then of no use to one who learns, and how much it changes still is.
 */
final class ColumnOrder {

    /** Where the branches of GoogLeNet's last module begin: they differ in how large their values are, and keep apart. */
    private static final int[] BRANCHES = {0, 384, 768, 896};

    private final int[] columns;

    private ColumnOrder(int[] columns) {
        this.columns = columns;
    }

    /** Any order, within each branch. */
    static ColumnOrder random(SplittableRandom random) {
        int[] columns = IntStream.range(0, CstaNetwork.WIDTH).toArray();
        int branch = BRANCHES.length - 1;
        for (int i = columns.length - 1; i > 0; i--) {
            if (i < BRANCHES[branch]) {
                branch--;
            }
            int other = random.nextInt(BRANCHES[branch], i + 1);
            int column = columns[i];
            columns[i] = columns[other];
            columns[other] = column;
        }
        return new ColumnOrder(columns);
    }

    /** A vector in this order. */
    float[] of(float[] vector) {
        float[] ordered = new float[columns.length];
        for (int i = 0; i < columns.length; i++) {
            ordered[i] = vector[columns[i]];
        }
        return ordered;
    }
}
