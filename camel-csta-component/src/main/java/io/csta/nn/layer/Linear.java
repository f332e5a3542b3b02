package io.csta.nn.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import io.csta.onnx.Value;

/** An affine map of the last axis: {@code [..., in]} to {@code [..., out]}. */
public final class Linear extends Layer {

    private final Parameter weight;
    private final Parameter bias;

    /** A map with PyTorch's default initialization. */
    public Linear(int in, int out) {
        this(in, out, InitialValues.forFanIn(in), InitialValues.forFanIn(in));
    }

    /** A map with another initialization. */
    public Linear(int in, int out, InitialValues weights, InitialValues biases) {
        this.weight = declare("weight", Parameter.Type.WEIGHT, weights, out, in);
        this.bias = declare("bias", Parameter.Type.BIAS, biases, out);
    }

    @Override
    public NDArray forward(NDArray input, ForwardContext context) {
        return ai.djl.nn.core.Linear.linear(input, context.value(weight, input), context.value(bias, input))
                .singletonOrThrow();
    }

    /** Only for a matrix, {@code [rows, in]}. */
    @Override
    public Value write(Value input, GraphContext context) {
        return context.graph().linear(input, context.value(weight), context.value(bias));
    }
}
