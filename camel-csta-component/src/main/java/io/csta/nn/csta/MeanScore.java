package io.csta.nn.csta;

import ai.djl.ndarray.NDArray;
import io.csta.nn.layer.ForwardContext;
import io.csta.nn.layer.GraphContext;
import io.csta.nn.layer.Layer;
import io.csta.onnx.Value;

/** A head that takes the mean of each row as its score: {@code [frames, width]} to {@code [frames]}. */
final class MeanScore extends Layer {

    @Override
    public NDArray forward(NDArray input, ForwardContext context) {
        return input.mean(new int[] {1});
    }

    @Override
    public Value write(Value input, GraphContext context) {
        return context.graph().reduceMean(input, false, 1);
    }
}
