package io.csta.nn.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import io.csta.nn.engine.TorchSetting;
import io.csta.onnx.Value;
import org.jspecify.annotations.Nullable;

/** Convolution: {@code [batch, in, height, width]} to {@code [batch, out, height', width']}. */
public final class Conv2d extends Layer {

    private static final Shape DENSE = new Shape(1, 1);
    private static final int PADDED_TO = 16;

    private final ConvSpec kernel;
    private final Parameter weight;
    private final @Nullable Parameter bias;

    private Conv2d(ConvSpec kernel, InitialValues initial, boolean biased) {
        this.kernel = kernel;
        this.weight = declare(
                "weight",
                Parameter.Type.WEIGHT,
                initial,
                kernel.out(),
                kernel.in() / kernel.groups(),
                kernel.size(),
                kernel.size());
        this.bias = biased ? declare("bias", Parameter.Type.BIAS, InitialValues.constant(0), kernel.out()) : null;
    }

    /** A convolution without bias, to be followed by a normalization. */
    Conv2d(ConvSpec kernel, InitialValues initial) {
        this(kernel, initial, false);
    }

    /** A convolution with a bias, which is initialized to 0. */
    public static Conv2d biased(ConvSpec kernel, InitialValues initial) {
        return new Conv2d(kernel, initial, true);
    }

    Parameter weight() {
        return weight;
    }

    @Override
    public NDArray forward(NDArray input, ForwardContext context) {
        return forward(input, context.value(weight, input), bias == null ? null : context.value(bias, input));
    }

    /** The same convolution with another kernel and a bias, {@code [out]}. */
    NDArray forward(NDArray input, NDArray values, @Nullable NDArray addend) {
        return convolve(input, values, addend, kernel.stride(), kernel.groups());
    }

    /** Convolves with the setting of PyTorch that is correct on this processor, padded with zeros by half of the window. */
    public static NDArray convolve(NDArray input, NDArray kernel, @Nullable NDArray addend, int stride, int groups) {
        long channels = input.getShape().get(1);
        long missing = Math.floorMod(-channels, PADDED_TO);
        boolean pads = TorchSetting.current() == TorchSetting.PADDED_CHANNELS
                && groups == 1
                && kernel.getShape().get(2) * kernel.getShape().get(3) > 1
                && channels > PADDED_TO
                && missing > 0;
        if (!pads) {
            return convolveDirectly(input, kernel, addend, stride, groups);
        }
        try (NDArray wider = paddedChannels(input, missing);
                NDArray deeper = paddedChannels(kernel, missing)) {
            return convolveDirectly(wider, deeper, addend, stride, groups);
        }
    }

    /** The array with channels of zeros appended. */
    private static NDArray paddedChannels(NDArray array, long channels) {
        Shape shape = array.getShape();
        Shape zeros = new Shape(shape.get(0), channels, shape.get(2), shape.get(3));
        try (NDArray none = array.getManager().zeros(zeros, array.getDataType())) {
            return NDArrays.concat(new NDList(array, none), 1);
        }
    }

    private static NDArray convolveDirectly(
            NDArray input, NDArray kernel, @Nullable NDArray addend, int stride, int groups) {
        Shape padding =
                new Shape(kernel.getShape().get(2) / 2, kernel.getShape().get(3) / 2);
        return ai.djl.nn.convolutional.Conv2d.conv2d(
                        input, kernel, addend, new Shape(stride, stride), padding, DENSE, groups)
                .singletonOrThrow();
    }

    @Override
    public Value write(Value input, GraphContext context) {
        float[] zeros = new float[kernel.out()];
        return write(input, context, context.values(weight), bias == null ? zeros : context.values(bias));
    }

    /** The same convolution with another kernel and a bias, {@code [out]}. */
    Value write(Value input, GraphContext context, float[] values, float[] addend) {
        String key = context.key(weight);
        Value weights = context.weights(key, values, weight.getShape().getShape());
        Value biases =
                context.weights(key.substring(0, key.length() - "weight".length()) + "bias", addend, kernel.out());
        return context.conv(input, kernel, weights, biases);
    }
}
