package io.csta.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * The sinusoidal position table: {@code sin(p f_j)} in the even columns and {@code cos(p f_j)} in the odd ones of row
 * {@code p}, with {@code f_j = 10000^(-2j / width)}.
 *
 * <p>Vaswani et al., "Attention is all you need", NeurIPS 2017. The published model keeps 5 000 rows in its checkpoint;
 * the formula goes on for as long as a video does. Frequencies and angles are rounded to float at the same places as
 * there.
 */
final class FixedPositions {

    private static final double BASE = 10_000;

    private FixedPositions() {}

    /** The first rows of the table, {@code [rows, width]}, as a {@link Constant} beside another array. */
    static NDArray table(int rows, int width, NDArray other) {
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
        return Constant.of(table, new Shape(rows, width), other);
    }
}
