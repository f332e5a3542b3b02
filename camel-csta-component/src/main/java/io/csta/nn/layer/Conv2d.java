package io.csta.nn.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import io.csta.arithmetic.Padding;
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
        return convolve(input, values, addend, kernel.stride(), kernel.groups(), kernel.padding());
    }

    /** Convolves with the setting of PyTorch that is correct on this processor, padded with zeros. */
    public static NDArray convolve(
            NDArray input, NDArray kernel, @Nullable NDArray addend, int stride, int groups, Padding padding) {
        long channels = input.getShape().get(1);
        long missing = Math.floorMod(-channels, PADDED_TO);
        boolean pads = TorchSetting.current() == TorchSetting.PADDED_CHANNELS
                && groups == 1
                && kernel.getShape().get(2) * kernel.getShape().get(3) > 1
                && channels > PADDED_TO
                && missing > 0;
        if (!pads) {
            return convolvePadded(input, kernel, addend, stride, groups, padding);
        }
        try (NDArray wider = paddedChannels(input, missing);
                NDArray deeper = paddedChannels(kernel, missing)) {
            return convolvePadded(wider, deeper, addend, stride, groups, padding);
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

    /** PyTorch pads both ends of an axis alike; other padding is added before. */
    private static NDArray convolvePadded(
            NDArray input, NDArray kernel, @Nullable NDArray addend, int stride, int groups, Padding padding) {
        Ends rows = Ends.of(input, kernel, 2, stride, padding);
        Ends columns = Ends.of(input, kernel, 3, stride, padding);
        if (rows.areEqual() && columns.areEqual()) {
            return convolveDirectly(input, kernel, addend, stride, groups, new Shape(rows.before, columns.before));
        }
        Shape zeros = new Shape(columns.before, columns.after, rows.before, rows.after);
        try (NDArray padded = input.pad(zeros, 0)) {
            return convolveDirectly(padded, kernel, addend, stride, groups, new Shape(0, 0));
        }
    }

    /** The zeros before and after an axis. */
    private record Ends(int before, int after) {

        static Ends of(NDArray input, NDArray kernel, int axis, int stride, Padding padding) {
            int length = Math.toIntExact(input.getShape().get(axis));
            int window = Math.toIntExact(kernel.getShape().get(axis));
            return new Ends(padding.before(length, window, stride), padding.after(length, window, stride));
        }

        boolean areEqual() {
            return before == after;
        }
    }

    private static NDArray convolveDirectly(
            NDArray input, NDArray kernel, @Nullable NDArray addend, int stride, int groups, Shape padding) {
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
