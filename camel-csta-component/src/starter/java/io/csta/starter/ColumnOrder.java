package io.csta.starter;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A permutation of the values of a vector: the same for all vectors of a film, and different for every film. The appearance of
 * a background is then of no use for training, while the amount of change still is.
 */
final class ColumnOrder {

    private final int[] columns;

    private ColumnOrder(int[] columns) {
        this.columns = columns;
    }

    /** A random permutation of vectors of this width. */
    static ColumnOrder random(SplittableRandom random, int width) {
        int[] columns = IntStream.range(0, width).toArray();
        for (int i = columns.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
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
