package io.csta.nn.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.csta.onnx.Value;
import org.jspecify.annotations.Nullable;

/**
 * Convolution, batch normalization, rectification: the brick that CNNs are built of.
 *
 * <p>When frozen, the normalization folds into the convolution: a linear map after a linear map is one.
 */
public final class ConvUnit extends Layer {

    private static final float GOOGLENET_EPSILON = 1e-3f;
    private static final float EPSILON = 1e-5f;

    private final Conv2d convolution;
    private final BatchNorm2d normalization;
    private final ActivationFunction rectifier;
    private boolean calibrating;
    private @Nullable NDArray foldedKernel;
    private @Nullable NDArray foldedBias;

    private ConvUnit(Names names, Conv2d convolution, BatchNorm2d normalization, ActivationFunction rectifier) {
        this.convolution = addChildBlock(names.convolution, convolution);
        this.normalization = addChildBlock(names.normalization, normalization);
        this.rectifier = rectifier;
    }

    /** What a published network calls the two steps that have parameters. */
    public record Names(String convolution, String normalization) {

        /** Steps of a sequence, counted. */
        public static Names counted(int first) {
            return new Names(String.valueOf(first), String.valueOf(first + 1));
        }
    }

    /** What torchvision's GoogLeNet calls {@code BasicConv2d}. */
    public static ConvUnit ofGoogLeNet(ConvSpec kernel, ActivationFunction rectifier) {
        return new ConvUnit(
                new Names("conv", "bn"),
                new Conv2d(kernel, kernel.initial()),
                new BatchNorm2d(kernel.out(), GOOGLENET_EPSILON),
                rectifier);
    }

    /** As torchvision's other networks have it. */
    public static ConvUnit of(Names names, ConvSpec kernel, ActivationFunction rectifier) {
        return new ConvUnit(
                names,
                new Conv2d(kernel, kernel.initialForFanOut()),
                new BatchNorm2d(kernel.out(), EPSILON),
                rectifier);
    }

    @Override
    public NDArray forward(NDArray input, ForwardContext context) {
        return rectifier.apply(normalized(input, context));
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
        for (int i = 0; i < folded.length; i++) {
            folded[i] = (float) (kernel[i] * scale[i / window]);
        }
        float[] bias = new float[shift.length];
        for (int channel = 0; channel < bias.length; channel++) {
            bias[channel] = (float) shift[channel];
        }
        return rectifier.write(convolution.write(input, context, folded, bias), context);
    }

    /** While on, the normalization takes the statistics of every input as its own. */
    public void calibrating(boolean on) {
        calibrating = on;
    }

    /** Folds the normalization into the convolution; from here on this unit cannot be trained. */
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
