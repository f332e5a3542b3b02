package io.csta.nn.csta;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import io.csta.nn.csta.CstaOptions.PositionShape;
import io.csta.nn.csta.CstaOptions.Positions;
import io.csta.nn.layer.Constant;
import io.csta.nn.layer.Conv2d;
import io.csta.nn.layer.ConvSpec;
import io.csta.nn.layer.ForwardContext;
import io.csta.nn.layer.GraphContext;
import io.csta.nn.layer.InitialValues;
import io.csta.nn.layer.Layer;
import io.csta.nn.layer.ModelMismatchException;
import io.csta.onnx.Graph;
import io.csta.onnx.Value;

/**
 * Adds to each row what tells its place; keeps the shape.
 *
 * <p>Attention {@code [rows, width]} gets a table's row for each of its own. An input {@code [1, 3, rows, width]} gets the
 * table's first row everywhere, because that is what the authors' code does: it counts along the first axis.
 */
public abstract class PositionEncoding extends Layer {

    /** The kind that an option names; not for none. */
    static PositionEncoding of(Positions positions, PositionShape shape, int width) {
        return switch (positions) {
            case FIXED, RELATIVE -> new Tabled(PositionTable.of(positions, shape), width);
            case LEARNED -> new Learned(shape == PositionShape.TIME ? 1 : width);
            case CONDITIONAL -> new Conditional(width, shape == PositionShape.TIME ? width : 1);
            case NONE -> throw new IllegalArgumentException("no positions need no encoding");
        };
    }

    /**
     * Says so if there is no position for so many rows.
     *
     * @throws ModelMismatchException if there is none
     */
    void check(int rows) {}

    /** Writes the sum for attention, {@code [rows, width]}. */
    @Override
    public abstract Value write(Value attention, GraphContext context);

    /** Writes the sum for an input, {@code [3, rows, width]}. */
    abstract Value writeOnInput(Value input, GraphContext context);

    private static int rows(NDArray input) {
        return Math.toIntExact(input.getShape().get(0));
    }

    /** From a formula, so that there is nothing to learn. */
    private static final class Tabled extends PositionEncoding {
        private final PositionTable table;
        private final int width;

        Tabled(PositionTable table, int width) {
            this.table = table;
            this.width = width;
        }

        @Override
        public NDArray forward(NDArray input, ForwardContext context) {
            int rows = rows(input);
            try (NDArray positions = Constant.of(table.values(rows, width), new Shape(rows, width), input)) {
                return input.add(positions);
            }
        }

        @Override
        public Value write(Value attention, GraphContext context) {
            Value rows = context.graph().sizeOf(attention, 0);
            return context.graph().add(attention, table.write(context.graph(), rows, width));
        }

        @Override
        Value writeOnInput(Value input, GraphContext context) {
            return context.graph().add(input, context.graph().constant(table.values(1, width), 1, width));
        }
    }

    /** A table of which every value, or every row if features share a position, is learned. */
    private static final class Learned extends PositionEncoding {
        private static final int MOST_ROWS = 5_000;

        private final Parameter table;

        Learned(int columns) {
            this.table = declare("pe", Parameter.Type.WEIGHT, InitialValues.normal(1), MOST_ROWS, columns);
        }

        @Override
        void check(int rows) {
            if (rows > MOST_ROWS) {
                throw new ModelMismatchException(
                        "learned positions end at %d, and there are %d: take fewer samples, or a model with others"
                                .formatted(MOST_ROWS, rows));
            }
        }

        @Override
        public NDArray forward(NDArray input, ForwardContext context) {
            try (NDArray positions = context.value(table, input).get("0:{}", rows(input))) {
                return input.add(positions);
            }
        }

        @Override
        public Value write(Value attention, GraphContext context) {
            Graph graph = context.graph();
            Value rows = graph.sizeOf(attention, 0);
            return graph.add(attention, graph.slice(context.value(table), 0, graph.integers(0), rows));
        }

        @Override
        Value writeOnInput(Value input, GraphContext context) {
            return context.graph().add(input, context.graph().slice(context.value(table), 0, 0, 1));
        }
    }

    /**
     * What a convolution in time makes of a row and its neighbours (Chu et al., "Conditional positional encodings for
     * vision transformers", ICLR 2023): of all features, or of each alone.
     */
    private static final class Conditional extends PositionEncoding {
        private static final int REACH = 3;

        private final Neighbours neighbours;

        Conditional(int width, int groups) {
            this.neighbours = addChildBlock("pe", new Neighbours(width, groups));
        }

        @Override
        public NDArray forward(NDArray input, ForwardContext context) {
            Shape shape = input.getShape();
            int axes = shape.dimension();
            try (NDArray channels = input.reshape(-1, shape.get(axes - 2), shape.get(axes - 1));
                    NDArray columns = channels.transpose(0, 2, 1);
                    NDArray convolved = neighbours.forward(columns, context);
                    NDArray rows = convolved.transpose(0, 2, 1);
                    NDArray positions = rows.reshape(shape)) {
                return input.add(positions);
            }
        }

        @Override
        public Value write(Value attention, GraphContext context) {
            Graph graph = context.graph();
            return graph.squeeze(writeOnInput(graph.unsqueeze(attention, 0), context), 0);
        }

        @Override
        Value writeOnInput(Value input, GraphContext context) {
            Graph graph = context.graph();
            Value convolved = neighbours.write(graph.transpose(input, 0, 2, 1), context);
            return graph.add(input, graph.transpose(convolved, 0, 2, 1));
        }

        /** {@code [channels, width, rows]}, size kept. */
        private static final class Neighbours extends Layer {
            private final Parameter weight;
            private final Parameter bias;
            private final ConvSpec kernel;

            Neighbours(int width, int groups) {
                int seen = width / groups;
                InitialValues initial = InitialValues.forFanIn(seen * REACH);
                this.weight = declare("weight", Parameter.Type.WEIGHT, initial, width, seen, REACH);
                this.bias = declare("bias", Parameter.Type.BIAS, initial, width);
                this.kernel = new ConvSpec(width, width, REACH, 1, groups);
            }

            @Override
            public NDArray forward(NDArray input, ForwardContext context) {
                try (NDArray picture = input.expandDims(2);
                        NDArray windows = context.value(weight, input).expandDims(2);
                        NDArray map =
                                Conv2d.convolve(picture, windows, context.value(bias, input), 1, kernel.groups())) {
                    return map.squeeze(2);
                }
            }

            @Override
            public Value write(Value input, GraphContext context) {
                Graph graph = context.graph();
                Value windows = context.weights(
                        context.key(weight),
                        context.values(weight),
                        kernel.out(),
                        kernel.in() / kernel.groups(),
                        1,
                        REACH);
                return graph.squeeze(context.conv(graph.unsqueeze(input, 2), kernel, windows, context.value(bias)), 2);
            }
        }
    }
}
