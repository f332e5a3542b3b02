package io.csta.nn;

import ai.djl.ndarray.NDArray;
import io.csta.onnx.Value;

/** The mean of each row for a score: {@code [frames, width]} to {@code [frames]}. */
final class MeanScore extends Layer {

    @Override
    NDArray forward(NDArray input, ForwardContext context) {
        return input.mean(new int[] {1});
    }

    @Override
    Value write(Value input, GraphContext context) {
        return context.graph().reduceMean(input, false, 1);
    }
}
