package io.csta.nn.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.pooling.Pool;
import io.csta.onnx.Value;

/** Max pooling with stride 2: {@code [batch, channels, height, width]} to half the height and width. */
public final class MaxPool extends Layer {

    private static final int STRIDE = 2;
    private static final Shape TWO = new Shape(STRIDE, STRIDE);

    private final int size;
    private final int padding;
    private final boolean roundingUp;

    private MaxPool(int size, int padding, boolean roundingUp) {
        this.size = size;
        this.padding = padding;
        this.roundingUp = roundingUp;
    }

    /** Pooling whose last window may extend beyond the edge. */
    public static MaxPool roundingUp(int size) {
        return new MaxPool(size, 0, true);
    }

    /** Pooling with windows of three by three that are centred on every second value. */
    public static MaxPool centred() {
        return new MaxPool(3, 1, false);
    }

    @Override
    public NDArray forward(NDArray input, ForwardContext context) {
        return Pool.maxPool2d(input, new Shape(size, size), TWO, new Shape(padding, padding), roundingUp);
    }

    @Override
    public Value write(Value input, GraphContext context) {
        return context.graph().maxPool(input, size, STRIDE, padding, roundingUp);
    }

    /**
     * Pooling followed by ReLU. The result equals ReLU followed by pooling, since both are monotonic, but ReLU then processes
     * a quarter of the values, which saves time and half of the memory on the largest maps.
     */
    public Layer withRelu() {
        return new PoolWithRelu(this);
    }

    private static final class PoolWithRelu extends Layer {
        private final MaxPool pool;

        PoolWithRelu(MaxPool pool) {
            this.pool = pool;
        }

        @Override
        public NDArray forward(NDArray input, ForwardContext context) {
            try (NDArray strongest = pool.forward(input, context)) {
                return Activation.relu(strongest);
            }
        }

        /** In the other order, because ONNX Runtime fuses ReLU with the preceding convolution. */
        @Override
        public Value write(Value input, GraphContext context) {
            return pool.write(context.graph().relu(input), context);
        }
    }
}
