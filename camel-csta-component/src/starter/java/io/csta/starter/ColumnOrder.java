package io.csta.starter;

import io.csta.nn.csta.CstaNetwork;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A permutation of the values of a vector: the same for all vectors of a film, and different for every film. The appearance of
 * a background is then of no use for training, while the amount of change still is.
 */
final class ColumnOrder {

    /** The first columns of the branches of GoogLeNet's last module. Their values differ in size, so they are not mixed. */
    private static final int[] BRANCHES = {0, 384, 768, 896};

    private final int[] columns;

    private ColumnOrder(int[] columns) {
        this.columns = columns;
    }

    /** A random permutation within each branch. */
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

    /** Permutes a vector. */
    float[] of(float[] vector) {
        float[] ordered = new float[columns.length];
        for (int i = 0; i < columns.length; i++) {
            ordered[i] = vector[columns[i]];
        }
        return ordered;
    }
}
