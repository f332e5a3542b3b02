package io.csta.nn.csta;

import io.csta.nn.csta.CstaOptions.PositionShape;
import io.csta.nn.csta.CstaOptions.Positions;
import io.csta.onnx.Graph;
import io.csta.onnx.Value;
import java.util.Arrays;
import java.util.stream.LongStream;

/** Position tables computed by a formula: {@code rows} rows of {@code width} values, rounded where the authors' code rounds. */
sealed interface PositionTable {

    /** The base of the exponent in both papers. */
    double BASE = 10_000;

    /** The values, row-major. */
    float[] values(int rows, int width);

    /**
     * The same values as ONNX operators.
     *
     * @param rows the number of rows, an integer {@code [1]}
     * @return {@code [rows, width]}, or {@code [rows, 1]} if features share a position
     */
    Value write(Graph graph, Value rows, int width);

    /** A table for the positions that an option names. */
    static PositionTable of(Positions positions, PositionShape shape) {
        return switch (positions) {
            case FIXED -> new Fixed(shape);
            case RELATIVE -> new Relative(shape);
            case LEARNED, CONDITIONAL, NONE -> throw new IllegalArgumentException("no formula for " + positions);
        };
    }

    /** The numbers of the rows, {@code [rows, 1]}. */
    private static Value column(Graph graph, Value rows) {
        return graph.unsqueeze(graph.range(rows), 1);
    }

    /**
     * {@code sin(p f_j)} in the even columns and {@code cos(p f_j)} in the odd ones of row {@code p}, with
     * {@code f_j = 10000^(-2j / width)}; {@code sin(p)} in all if features share a position.
     *
     * <p>Vaswani et al., "Attention is all you need", NeurIPS 2017. The published checkpoint contains 5 000 rows; the formula
     * has no such limit.
     */
    record Fixed(PositionShape shape) implements PositionTable {

        @Override
        public float[] values(int rows, int width) {
            float[] table = new float[Math.multiplyExact(rows, width)];
            float[] frequencies = frequencies(width);
            for (int row = 0; row < rows; row++) {
                if (shape == PositionShape.TIME) {
                    Arrays.fill(table, row * width, (row + 1) * width, (float) Math.sin(row));
                    continue;
                }
                for (int j = 0; j < frequencies.length; j++) {
                    float angle = row * frequencies[j];
                    table[row * width + 2 * j] = (float) Math.sin(angle);
                    table[row * width + 2 * j + 1] = (float) Math.cos(angle);
                }
            }
            return table;
        }

        private static float[] frequencies(int width) {
            float step = (float) (-Math.log(BASE) / width);
            float[] frequencies = new float[width / 2];
            for (int j = 0; j < frequencies.length; j++) {
                frequencies[j] = (float) Math.exp(2 * j * step);
            }
            return frequencies;
        }

        @Override
        public Value write(Graph graph, Value rows, int width) {
            Value column = graph.toFloat(column(graph, rows));
            if (shape == PositionShape.TIME) {
                return graph.toFloat(graph.sin(graph.toDouble(column)));
            }
            Value frequencies = graph.constant(frequencies(width), 1, width / 2);
            Value angles = graph.toDouble(graph.mul(column, frequencies));
            Value sines = graph.unsqueeze(graph.toFloat(graph.sin(angles)), 2);
            Value cosines = graph.unsqueeze(graph.toFloat(graph.cos(angles)), 2);
            return graph.reshape(graph.concat(2, sines, cosines), Value.ANY, width);
        }
    }

    /**
     * {@code sin(a)} in the even rows and {@code cos(a)} in the odd ones, with
     * {@code a = (rows - 1 + j - i) / 10000^((i + j) / (rows + columns))} for row {@code i} and column {@code j}; the
     * last of an odd number of rows is 0. One column, repeated, if features share a position.
     *
     * <p>Apostolidis et al., "Combining global and local attention with positional encoding for video summarization", ISM
     * 2021, as implemented by the authors of CSTA.
     */
    record Relative(PositionShape shape) implements PositionTable {

        private int columns(int width) {
            return shape == PositionShape.TIME ? 1 : width;
        }

        @Override
        public float[] values(int rows, int width) {
            int columns = columns(width);
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
        }

        @Override
        public Value write(Graph graph, Value rows, int width) {
            int columns = columns(width);
            Value one = graph.integers(1);
            Value two = graph.integers(2);
            Value i = column(graph, rows);
            Value j = graph.reshape(graph.integers(LongStream.range(0, columns).toArray()), 1, columns);
            Value sizes = graph.toFloat(graph.add(rows, graph.integers(columns)));
            Value exponents = graph.div(graph.toFloat(graph.add(i, j)), sizes);
            Value powers = graph.pow(graph.doubleConstant(BASE), graph.toDouble(exponents));
            Value divisors = graph.toFloat(powers);
            Value distances = graph.toFloat(graph.sub(graph.add(graph.sub(rows, one), j), i));
            Value angles = graph.toDouble(graph.div(distances, divisors));
            Value even = graph.equal(graph.mod(i, two), graph.integers(0));
            Value waves = graph.toFloat(graph.where(even, graph.sin(angles), graph.cos(angles)));
            Value paired = graph.less(i, graph.mul(graph.div(rows, two), two));
            return graph.where(paired, waves, graph.constant(0));
        }
    }
}
