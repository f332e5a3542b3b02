package io.csta.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.pooling.Pool;

/** Halves both sides, keeping the largest of each window. */
final class MaxPool extends Layer {

    private static final Shape TWO = new Shape(2, 2);

    private final Shape window;
    private final Shape padding;
    private final boolean roundingUp;

    private MaxPool(int size, int padding, boolean roundingUp) {
        this.window = new Shape(size, size);
        this.padding = new Shape(padding, padding);
        this.roundingUp = roundingUp;
    }

    /** The last window may reach over the edge. */
    static MaxPool roundingUp(int size) {
        return new MaxPool(size, 0, true);
    }

    /** The windows of three by three are centred on every second value. */
    static MaxPool centred() {
        return new MaxPool(3, 1, false);
    }

    @Override
    NDArray forward(NDArray input, Pass pass) {
        return Pool.maxPool2d(input, window, TWO, padding, roundingUp);
    }

    /**
     * Rectifies after pooling: the same as the other way round, since both keep order, with a quarter of the values to
     * rectify. Where maps are largest that saves time, and half the memory.
     */
    Layer rectified() {
        return new Rectified(this);
    }

    private static final class Rectified extends Layer {
        private final MaxPool pool;

        Rectified(MaxPool pool) {
            this.pool = pool;
        }

        @Override
        NDArray forward(NDArray input, Pass pass) {
            try (NDArray strongest = pool.forward(input, pass)) {
                return Activation.relu(strongest);
            }
        }
    }
}
