package io.csta.nn.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.csta.arithmetic.Padding;
import io.csta.onnx.Value;
import org.jspecify.annotations.Nullable;

/**
 * A convolution, a batch normalization and an activation function: the unit that CNNs are built from.
 *
 * <p>In a frozen network the normalization can be folded into the convolution, because both are linear maps.
 */
public final class ConvUnit extends Layer {

    /** Of networks whose weights come from TensorFlow. */
    private static final float TENSORFLOW_EPSILON = 1e-3f;

    private static final float EPSILON = 1e-5f;

    private final Conv2d convolution;
    private final BatchNorm2d normalization;
    private final ActivationFunction activation;
    private boolean calibrating;
    private @Nullable NDArray foldedKernel;
    private @Nullable NDArray foldedBias;

    private ConvUnit(Names names, Conv2d convolution, BatchNorm2d normalization, ActivationFunction activation) {
        this.convolution = addChildBlock(names.convolution, convolution);
        this.normalization = addChildBlock(names.normalization, normalization);
        this.activation = activation;
    }

    /** The names of the two parts with parameters in a state dict. */
    public record Names(String convolution, String normalization) {

        /** Names in a numbered sequence: {@code first} and the number after it. */
        public static Names counted(int first) {
            return new Names(String.valueOf(first), String.valueOf(first + 1));
        }
    }

    /** A {@code BasicConv2d} of torchvision's GoogLeNet. */
    public static ConvUnit ofGoogLeNet(ConvSpec kernel, ActivationFunction activation) {
        return new ConvUnit(
                new Names("conv", "bn"),
                new Conv2d(kernel, kernel.initial()),
                new BatchNorm2d(kernel.out(), TENSORFLOW_EPSILON),
                activation);
    }

    /** A unit of EfficientNet-Lite, with TensorFlow's padding. */
    public static ConvUnit ofEfficientNetLite(Names names, ConvSpec kernel, ActivationFunction activation) {
        return new ConvUnit(
                names,
                new Conv2d(kernel.with(Padding.SAME), kernel.initialForFanOut()),
                new BatchNorm2d(kernel.out(), TENSORFLOW_EPSILON),
                activation);
    }

    /** A unit of torchvision's other networks. */
    public static ConvUnit of(Names names, ConvSpec kernel, ActivationFunction activation) {
        return new ConvUnit(
                names,
                new Conv2d(kernel, kernel.initialForFanOut()),
                new BatchNorm2d(kernel.out(), EPSILON),
                activation);
    }

    @Override
    public NDArray forward(NDArray input, ForwardContext context) {
        return activation.apply(normalized(input, context));
    }

    private NDArray normalized(NDArray input, ForwardContext context) {
        if (foldedKernel != null && foldedBias != null) {
            return convolution.forward(input, foldedKernel, foldedBias);
        }
        try (NDArray map = convolution.forward(input, context)) {
            if (calibrating) {
                normalization.calibrate(map);
            }
            return normalization.forward(map, context);
        }
    }

    /** Writes the normalization folded into the convolution. */
    @Override
    public Value write(Value input, GraphContext context) {
        double[] scale = normalization.scale(context);
        double[] shift = normalization.shift(scale, context);
        float[] kernel = context.values(convolution.weight());
        int window = kernel.length / scale.length;
        float[] folded = new float[kernel.length];
        float[] bias = new float[shift.length];
        for (int channel = 0; channel < bias.length; channel++) {
            for (int i = channel * window; i < (channel + 1) * window; i++) {
                folded[i] = (float) (kernel[i] * scale[channel]);
            }
            bias[channel] = (float) shift[channel];
        }
        return activation.write(convolution.write(input, context, folded, bias), context);
    }

    /** While on, the normalization sets its running statistics to those of every input. */
    public void calibrating(boolean on) {
        calibrating = on;
    }

    /** Folds the normalization into the convolution; this unit can no longer be trained. */
    public void fold(NDManager owner) {
        try (NDManager scope = owner.newSubManager();
                NDArray scale = normalization.scale();
                NDArray shift = normalization.shift(scale)) {
            NDArray kernel = convolution.weight().getArray();
            NDArray perFilter = scale.reshape(scale.size(), 1, 1, 1);
            perFilter.attach(scope);
            foldedKernel = kernel.mul(perFilter);
            foldedBias = shift.duplicate();
            foldedKernel.attach(owner);
            foldedBias.attach(owner);
        }
    }
}
