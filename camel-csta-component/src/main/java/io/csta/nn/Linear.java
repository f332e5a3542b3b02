package io.csta.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;

/** An affine map of the last axis: {@code [..., in]} to {@code [..., out]}. */
final class Linear extends Layer {

    private final Parameter weight;
    private final Parameter bias;

    Linear(int in, int out) {
        this.weight = declare("weight", Parameter.Type.WEIGHT, true, out, in);
        this.bias = declare("bias", Parameter.Type.BIAS, true, out);
    }

    @Override
    NDArray forward(ParameterStore store, NDArray input, boolean training) {
        return ai.djl.nn.core.Linear.linear(
                        input,
                        store.getValue(weight, input.getDevice(), training),
                        store.getValue(bias, input.getDevice(), training))
                .singletonOrThrow();
    }
}
