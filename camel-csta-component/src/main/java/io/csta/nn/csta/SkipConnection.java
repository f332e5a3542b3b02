package io.csta.nn.csta;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.csta.nn.layer.BatchNorm2d;
import io.csta.nn.layer.ForwardContext;
import org.jspecify.annotations.Nullable;

/**
 * Adds what went past a part of the network to what came out of it, and normalizes the sum as a picture of one channel.
 *
 * @param normalization nothing if the sum stays as it is
 */
record SkipConnection(@Nullable BatchNorm2d normalization) {

    static final float EPSILON = 1e-5f;

    /**
     * Adds two matrices of the same shape.
     *
     * @param output taken over
     * @param past stays open
     */
    NDArray add(NDArray output, NDArray past, ForwardContext context) {
        try (output) {
            NDArray sum = output.add(past);
            return normalization == null ? sum : normalized(normalization, sum, context);
        }
    }

    private static NDArray normalized(BatchNorm2d normalization, NDArray sum, ForwardContext context) {
        Shape shape = sum.getShape();
        try (sum;
                NDArray picture = sum.reshape(1, 1, shape.get(0), shape.get(1));
                NDArray normalized = normalization.forward(picture, context)) {
            return normalized.reshape(shape);
        }
    }
}
