package io.csta.nn.csta;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.csta.nn.layer.BatchNorm2d;
import io.csta.nn.layer.ForwardContext;
import org.jspecify.annotations.Nullable;

/**
 * Adds the input of a part of the network to its output, and optionally normalizes the sum as an image of one channel.
 *
 * @param normalization {@code null} if the sum is not normalized
 */
record SkipConnection(@Nullable BatchNorm2d normalization) {

    static final float EPSILON = 1e-5f;

    /**
     * Adds two matrices of the same shape.
     *
     * @param output closed
     * @param skipped the input of the part; stays open
     */
    NDArray add(NDArray output, NDArray skipped, ForwardContext context) {
        try (output) {
            NDArray sum = output.add(skipped);
            return normalization == null ? sum : normalized(normalization, sum, context);
        }
    }

    private static NDArray normalized(BatchNorm2d normalization, NDArray sum, ForwardContext context) {
        Shape shape = sum.getShape();
        try (sum;
                NDArray image = sum.reshape(1, 1, shape.get(0), shape.get(1));
                NDArray normalized = normalization.forward(image, context)) {
            return normalized.reshape(shape);
        }
    }
}
