package io.csta.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;

/** Convolution without bias: {@code [batch, in, height, width]} to {@code [batch, out, height', width']}. */
final class Conv2d extends Layer {

    private static final Shape DENSE = new Shape(1, 1);

    private final Parameter weight;
    private final Shape stride;
    private final Shape padding;

    Conv2d(int in, int out, int kernel, int stride, int padding) {
        this.weight = declare(
                "weight", Parameter.Type.WEIGHT, InitialValues.forFanIn(in * kernel * kernel), out, in, kernel, kernel);
        this.stride = new Shape(stride, stride);
        this.padding = new Shape(padding, padding);
    }

    Parameter weight() {
        return weight;
    }

    @Override
    NDArray forward(NDArray input, Pass pass) {
        NDArray kernel = pass.value(weight, input);
        return ai.djl.nn.convolutional.Conv2d.conv2d(input, kernel, null, stride, padding, DENSE, 1)
                .singletonOrThrow();
    }

    /** The same convolution with another kernel and a bias, {@code [out]}. */
    NDArray forward(NDArray input, NDArray kernel, NDArray bias) {
        return ai.djl.nn.convolutional.Conv2d.conv2d(input, kernel, bias, stride, padding, DENSE, 1)
                .singletonOrThrow();
    }
}
