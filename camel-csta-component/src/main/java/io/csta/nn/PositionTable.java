package io.csta.nn;

import io.csta.nn.CstaOptions.PositionShape;
import java.util.Arrays;

/** Position tables that a formula gives: {@code rows} rows of {@code width} values. Rounded where the authors' are. */
interface PositionTable {

    /** Both papers' base. */
    double BASE = 10_000;

    /** The values, row-major. */
    float[] values(int rows, int width);

    /**
     * {@code sin(p f_j)} in the even columns and {@code cos(p f_j)} in the odd ones of row {@code p}, with
     * {@code f_j = 10000^(-2j / width)}; {@code sin(p)} in all if features share a position.
     *
     * <p>Vaswani et al., "Attention is all you need", NeurIPS 2017. The published model keeps 5 000 rows in its
     * checkpoint; the formula goes on for as long as a video does.
     */
    static PositionTable fixed(PositionShape shape) {
        return shape == PositionShape.TIME ? PositionTable::sines : PositionTable::sinesAndCosines;
    }

    private static float[] sinesAndCosines(int rows, int width) {
        float step = (float) (-Math.log(BASE) / width);
        float[] frequencies = new float[width / 2];
        for (int j = 0; j < frequencies.length; j++) {
            frequencies[j] = (float) Math.exp(2 * j * step);
        }
        float[] table = new float[Math.multiplyExact(rows, width)];
        for (int row = 0; row < rows; row++) {
            for (int j = 0; j < frequencies.length; j++) {
                float angle = row * frequencies[j];
                table[row * width + 2 * j] = (float) Math.sin(angle);
                table[row * width + 2 * j + 1] = (float) Math.cos(angle);
            }
        }
        return table;
    }

    private static float[] sines(int rows, int width) {
        float[] table = new float[Math.multiplyExact(rows, width)];
        for (int row = 0; row < rows; row++) {
            Arrays.fill(table, row * width, (row + 1) * width, (float) Math.sin(row));
        }
        return table;
    }

    /**
     * {@code sin(a)} in the even rows and {@code cos(a)} in the odd ones, with
     * {@code a = (rows - 1 + j - i) / 10000^((i + j) / (rows + columns))} for row {@code i} and column {@code j}; a last
     * row that has no partner stays 0. One column, repeated, if features share a position.
     *
     * <p>Apostolidis et al., "Combining global and local attention with positional encoding for video summarization", ISM
     * 2021, as the authors of CSTA have it.
     */
    static PositionTable relative(PositionShape shape) {
        return (rows, width) -> {
            int columns = shape == PositionShape.TIME ? 1 : width;
            float[] table = new float[Math.multiplyExact(rows, width)];
            for (int row = 0; row < rows / 2 * 2; row++) {
                for (int j = 0; j < width; j++) {
                    int column = Math.min(j, columns - 1);
                    float exponent = (float) (row + column) / (rows + columns);
                    float angle = (rows - 1 + column - row) / (float) Math.pow(BASE, exponent);
                    table[row * width + j] = (float) (row % 2 == 0 ? Math.sin(angle) : Math.cos(angle));
                }
            }
            return table;
        };
    }
}
