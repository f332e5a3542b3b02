package io.csta.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;

/** Normalizes each row of {@code [rows, width]} to mean 0 and variance 1, then scales and shifts its columns. */
final class LayerNorm extends Layer {

    private final Parameter weight;
    private final Parameter bias;
    private final Shape width;
    private final float epsilon;

    LayerNorm(int width, float epsilon) {
        this.weight = declare("weight", Parameter.Type.GAMMA, true, width);
        this.bias = declare("bias", Parameter.Type.BETA, true, width);
        this.width = new Shape(width);
        this.epsilon = epsilon;
    }

    @Override
    NDArray forward(ParameterStore store, NDArray input, boolean training) {
        return ai.djl.nn.norm.LayerNorm.layerNorm(
                        input,
                        width,
                        store.getValue(weight, input.getDevice(), training),
                        store.getValue(bias, input.getDevice(), training),
                        epsilon)
                .singletonOrThrow();
    }
}
