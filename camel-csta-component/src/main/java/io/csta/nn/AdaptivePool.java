package io.csta.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * Adaptive average pooling of the rows of a matrix, as plain arithmetic.
 *
 * <p>To make {@code n} rows of {@code m}, row {@code i} averages the rows from {@code floor(i m / n)} up to, but
 * without, {@code ceil((i + 1) m / n)}. Where rows become more, or one fewer, that is one row or two neighbours, so a
 * product with a matrix of ones and halves says the same, and says it deterministically on every device.
 */
final class AdaptivePool {

    private AdaptivePool() {}

    /** Stretches {@code [m, width]} to {@code [rows, width]}, {@code rows >= m}. */
    static NDArray stretch(NDArray matrix, int rows) {
        int m = Math.toIntExact(matrix.getShape().get(0));
        float[] weights = new float[Math.multiplyExact(rows, m)];
        for (int i = 0; i < rows; i++) {
            int first = (int) ((long) i * m / rows);
            int last = (int) (((i + 1L) * m + rows - 1) / rows) - 1;
            weights[i * m + first] += 0.5f;
            weights[i * m + last] += 0.5f;
        }
        try (NDArray pooling = matrix.getManager().create(weights, new Shape(rows, m))) {
            return pooling.matMul(matrix);
        }
    }

    /** Mixes {@code [n + 1, width]} to {@code [n, width]}: every row becomes its mean with the next. */
    static NDArray mixNeighbours(NDArray matrix) {
        long rows = matrix.getShape().get(0);
        try (NDArray upper = matrix.get("0:{}", rows - 1);
                NDArray lower = matrix.get("1:{}", rows);
                NDArray sum = upper.add(lower)) {
            return sum.mul(0.5f);
        }
    }
}
