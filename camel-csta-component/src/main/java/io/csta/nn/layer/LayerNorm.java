package io.csta.nn.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import io.csta.onnx.Value;

/** Normalizes each row of {@code [rows, width]} to mean 0 and variance 1, then scales and shifts its columns. */
public final class LayerNorm extends Layer {

    private final Parameter weight;
    private final Parameter bias;
    private final Shape width;
    private final float epsilon;

    /** A normalization of rows of this width; {@code epsilon} is added to variances. */
    public LayerNorm(int width, float epsilon) {
        this.weight = declare("weight", Parameter.Type.GAMMA, InitialValues.constant(1), width);
        this.bias = declare("bias", Parameter.Type.BETA, InitialValues.constant(0), width);
        this.width = new Shape(width);
        this.epsilon = epsilon;
    }

    @Override
    public NDArray forward(NDArray input, ForwardContext context) {
        return ai.djl.nn.norm.LayerNorm.layerNorm(
                        input, width, context.value(weight, input), context.value(bias, input), epsilon)
                .singletonOrThrow();
    }

    @Override
    public Value write(Value input, GraphContext context) {
        return context.graph().layerNormalization(input, context.value(weight), context.value(bias), epsilon);
    }
}
