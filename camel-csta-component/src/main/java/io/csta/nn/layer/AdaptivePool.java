package io.csta.nn.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;

/**
 * Adaptive average pooling of the rows of a matrix, as plain arithmetic.
 *
 * <p>To pool {@code m} rows to {@code n}, row {@code i} averages the rows from {@code floor(i m / n)}, inclusive, to
 * {@code ceil((i + 1) m / n)}, exclusive. If the number of rows grows, halves or falls by one, that is one row or two
 * neighbours, so a product with a matrix of ones and halves gives the same result, deterministically on every device.
 */
public final class AdaptivePool {

    /** Limits the size of the matrix of ones and halves, which is mostly zeros. */
    private static final int ROWS_AT_ONCE = 4096;

    private AdaptivePool() {}

    /** Stretches {@code [m, width]} to {@code [rows, width]}, {@code rows >= m}, or halves it, {@code m = 2 rows}. */
    public static NDArray stretch(NDArray matrix, int rows) {
        NDList parts = new NDList();
        for (int from = 0; from < rows; from += ROWS_AT_ONCE) {
            parts.add(stretch(matrix, rows, from, Math.min(rows, from + ROWS_AT_ONCE)));
        }
        return Rows.joined(parts);
    }

    /** The rows from {@code from} to {@code to}, exclusive, of the stretched matrix. */
    private static NDArray stretch(NDArray matrix, int rows, int from, int to) {
        int m = Math.toIntExact(matrix.getShape().get(0));
        int low = first(from, m, rows);
        int width = last(to - 1, m, rows) - low + 1;
        float[] weights = new float[(to - from) * width];
        for (int i = from; i < to; i++) {
            weights[(i - from) * width + first(i, m, rows) - low] += 0.5f;
            weights[(i - from) * width + last(i, m, rows) - low] += 0.5f;
        }
        try (NDArray pooling = Constant.of(weights, new Shape(to - from, width), matrix);
                NDArray part = matrix.get("{}:{}", low, low + width)) {
            return pooling.matMul(part);
        }
    }

    /** The first of the {@code m} rows that a row of the result averages. */
    public static int first(int row, int m, int rows) {
        return (int) ((long) row * m / rows);
    }

    /** The last of the {@code m} rows that a row of the result averages, inclusive. */
    public static int last(int row, int m, int rows) {
        return (int) (((row + 1L) * m + rows - 1) / rows) - 1;
    }

    /** Stretches or halves each row: {@code [rows, m]} to {@code [rows, width]}. */
    public static NDArray resizeRows(NDArray matrix, int width) {
        try (NDArray columns = matrix.transpose();
                NDArray resized = stretch(columns, width)) {
            return resized.transpose();
        }
    }

    /** Mixes {@code [n + 1, width]} to {@code [n, width]}: every row becomes its mean with the next. */
    public static NDArray mixNeighbours(NDArray matrix) {
        long rows = matrix.getShape().get(0);
        try (NDArray upper = matrix.get("0:{}", rows - 1);
                NDArray lower = matrix.get("1:{}", rows);
                NDArray sum = upper.add(lower);
                NDArray half = Constant.of(0.5, sum)) {
            return sum.mul(half);
        }
    }
}
