package io.csta.nn.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.pooling.Pool;
import io.csta.onnx.Value;

/** Halves both sides, keeping the largest of each window. */
public final class MaxPool extends Layer {

    private static final int STRIDE = 2;
    private static final Shape TWO = new Shape(STRIDE, STRIDE);

    private final int size;
    private final int border;
    private final boolean roundingUp;

    private MaxPool(int size, int padding, boolean roundingUp) {
        this.size = size;
        this.border = padding;
        this.roundingUp = roundingUp;
    }

    /** The last window may reach over the edge. */
    public static MaxPool roundingUp(int size) {
        return new MaxPool(size, 0, true);
    }

    /** The windows of three by three are centred on every second value. */
    public static MaxPool centred() {
        return new MaxPool(3, 1, false);
    }

    @Override
    public NDArray forward(NDArray input, ForwardContext context) {
        return Pool.maxPool2d(input, new Shape(size, size), TWO, new Shape(border, border), roundingUp);
    }

    @Override
    public Value write(Value input, GraphContext context) {
        return context.graph().maxPool(input, size, STRIDE, border, roundingUp);
    }

    /**
     * Rectifies after pooling: the same as the other way round, since both keep order, with a quarter of the values to
     * rectify. Where maps are largest that saves time, and half the memory.
     */
    public Layer rectified() {
        return new Rectified(this);
    }

    private static final class Rectified extends Layer {
        private final MaxPool pool;

        Rectified(MaxPool pool) {
            this.pool = pool;
        }

        @Override
        public NDArray forward(NDArray input, ForwardContext context) {
            try (NDArray strongest = pool.forward(input, context)) {
                return Activation.relu(strongest);
            }
        }

        /** The other way round, since ONNX Runtime rectifies within the convolution before. */
        @Override
        public Value write(Value input, GraphContext context) {
            return pool.write(context.graph().relu(input), context);
        }
    }
}
