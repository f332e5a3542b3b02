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
 * Adds a position to each row; keeps the shape.
 *
 * <p>For attention {@code [rows, width]}, each row gets its own row of the table. For an input {@code [1, 3, rows, width]},
 * every row gets the first row of the table, as in the authors' code, which counts along the first axis.
 */
abstract class PositionEncoding extends Layer {

    /** The encoding that the options select; not for {@link Positions#NONE}. */
    static PositionEncoding of(Positions positions, PositionShape shape, int width) {
        return switch (positions) {
            case FIXED, RELATIVE -> new Computed(PositionTable.of(positions, shape), width);
            case LEARNED -> new Learned(shape == PositionShape.TIME ? 1 : width);
            case CONDITIONAL -> new Conditional(width, shape == PositionShape.TIME ? width : 1);
            case NONE -> throw new IllegalArgumentException("no encoding for positions none");
        };
    }

    /**
     * Checks that there is a position for every row.
     *
     * @throws ModelMismatchException if there are more rows than positions
     */
    void check(int rows) {}

    /** Adds positions to attention, {@code [rows, width]}. */
    @Override
    public abstract Value write(Value attention, GraphContext context);

    /** Adds positions to an input, {@code [3, rows, width]}. */
    abstract Value writeOnInput(Value input, GraphContext context);

    private static int rows(NDArray input) {
        return Math.toIntExact(input.getShape().get(0));
    }

    /** Positions computed by a formula. */
    private static final class Computed extends PositionEncoding {
        private final PositionTable table;
        private final int width;

        Computed(PositionTable table, int width) {
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

    /** A table of learned values: one per feature, or one per row if features share a position. */
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
                        "the model has %d learned positions, and this video needs %d; use fewer samples, or another model"
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
     * The output of a convolution over time, of all features or of each separately (Chu et al., "Conditional positional
     * encodings for vision transformers", ICLR 2023).
     */
    private static final class Conditional extends PositionEncoding {
        private static final int WINDOW = 3;

        private final TimeConvolution convolution;

        Conditional(int width, int groups) {
            this.convolution = addChildBlock("pe", new TimeConvolution(width, groups));
        }

        @Override
        public NDArray forward(NDArray input, ForwardContext context) {
            Shape shape = input.getShape();
            int axes = shape.dimension();
            try (NDArray channels = input.reshape(-1, shape.get(axes - 2), shape.get(axes - 1));
                    NDArray columns = channels.transpose(0, 2, 1);
                    NDArray convolved = convolution.forward(columns, context);
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
            Value convolved = convolution.write(graph.transpose(input, 0, 2, 1), context);
            return graph.add(input, graph.transpose(convolved, 0, 2, 1));
        }

        /** Maps {@code [channels, width, rows]} to the same shape. */
        private static final class TimeConvolution extends Layer {
            private final Parameter weight;
            private final Parameter bias;
            private final ConvSpec kernel;

            TimeConvolution(int width, int groups) {
                int perGroup = width / groups;
                InitialValues initial = InitialValues.forFanIn(perGroup * WINDOW);
                this.weight = declare("weight", Parameter.Type.WEIGHT, initial, width, perGroup, WINDOW);
                this.bias = declare("bias", Parameter.Type.BIAS, initial, width);
                this.kernel = new ConvSpec(width, width, WINDOW, 1, groups);
            }

            @Override
            public NDArray forward(NDArray input, ForwardContext context) {
                try (NDArray image = input.expandDims(2);
                        NDArray windows = context.value(weight, input).expandDims(2);
                        NDArray map = Conv2d.convolve(
                                image, windows, context.value(bias, input), 1, kernel.groups(), kernel.padding())) {
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
                        WINDOW);
                return graph.squeeze(context.conv(graph.unsqueeze(input, 2), kernel, windows, context.value(bias)), 2);
            }
        }
    }
}
