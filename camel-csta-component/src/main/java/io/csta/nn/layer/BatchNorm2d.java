package io.csta.nn.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import ai.djl.nn.norm.BatchNorm;
import io.csta.onnx.Value;
import java.util.Arrays;

/** Batch normalization over the channels of {@code [batch, channels, height, width]}; keeps the shape. */
public final class BatchNorm2d extends Layer {

    /** The weight of the old running statistics in a training step, which equals PyTorch's momentum of 0.1. */
    private static final float MOMENTUM = 0.9f;

    private final Parameter weight;
    private final Parameter bias;
    private final Parameter runningMean;
    private final Parameter runningVar;
    private final float epsilon;

    /** A normalization of this many channels; {@code epsilon} is added to variances. */
    public BatchNorm2d(int channels, float epsilon) {
        this.weight = declare("weight", Parameter.Type.GAMMA, InitialValues.constant(1), channels);
        this.bias = declare("bias", Parameter.Type.BETA, InitialValues.constant(0), channels);
        this.runningMean = declare("running_mean", Parameter.Type.RUNNING_MEAN, InitialValues.constant(0), channels);
        this.runningVar = declare("running_var", Parameter.Type.RUNNING_VAR, InitialValues.constant(1), channels);
        this.epsilon = epsilon;
    }

    @Override
    public NDArray forward(NDArray input, ForwardContext context) {
        return BatchNorm.batchNorm(
                        input,
                        context.value(runningMean, input),
                        context.value(runningVar, input),
                        context.value(weight, input),
                        context.value(bias, input),
                        1,
                        MOMENTUM,
                        epsilon,
                        context.training())
                .singletonOrThrow();
    }

    /** {@code input * scale + shift}, for an input of any shape with a single channel. */
    @Override
    public Value write(Value input, GraphContext context) {
        double[] scale = scale(context);
        double[] shift = shift(scale, context);
        if (scale.length != 1) {
            throw new IllegalStateException(
                    "a multi-channel normalization must be folded into its convolution before it is written");
        }
        Value scaled = context.graph().mul(input, context.graph().constant(scale[0]));
        return context.graph().add(scaled, context.graph().constant(shift[0]));
    }

    /** As {@link #scale()}, from the values of a graph. */
    double[] scale(GraphContext context) {
        float[] weights = context.values(weight);
        float[] variances = context.values(runningVar);
        double[] scale = new double[weights.length];
        Arrays.setAll(scale, channel -> weights[channel] / Math.sqrt((double) variances[channel] + epsilon));
        return scale;
    }

    /** As {@link #shift(NDArray)}, from the values of a graph. */
    double[] shift(double[] scale, GraphContext context) {
        float[] biases = context.values(bias);
        float[] means = context.values(runningMean);
        double[] shift = new double[scale.length];
        Arrays.setAll(shift, channel -> biases[channel] - means[channel] * scale[channel]);
        return shift;
    }

    /** The factor of each channel, {@code [channels]}: the normalization is {@code x * scale + shift}. */
    NDArray scale() {
        return weight.getArray().div(runningVar.getArray().add(epsilon).sqrt());
    }

    /** The offset of each channel, {@code [channels]}. */
    NDArray shift(NDArray scale) {
        return bias.getArray().sub(runningMean.getArray().mul(scale));
    }

    /** Sets the running statistics to those of {@code input}, so that the output has mean 0 and variance 1. */
    void calibrate(NDArray input) {
        long channels = input.getShape().get(1);
        try (NDArray rows = input.transpose(1, 0, 2, 3).reshape(channels, -1);
                NDArray mean = rows.mean(new int[] {1}, true);
                NDArray centred = rows.sub(mean);
                NDArray squares = centred.square();
                NDArray variance = squares.mean(new int[] {1});
                NDArray flatMean = mean.reshape(channels)) {
            overwrite(runningMean.getArray(), flatMean);
            overwrite(runningVar.getArray(), variance);
        }
    }

    private static void overwrite(NDArray target, NDArray values) {
        target.muli(0).addi(values);
    }
}
