package io.csta.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Activation;
import org.jspecify.annotations.Nullable;

/**
 * Convolution, batch normalization, rectification: what torchvision's GoogLeNet calls {@code BasicConv2d}.
 *
 * <p>When frozen, the normalization folds into the convolution: a linear map after a linear map is one.
 */
final class ConvUnit extends Layer {

    private static final float EPSILON = 1e-3f;

    private final Conv2d convolution;
    private final BatchNorm2d normalization;
    private final boolean rectifies;
    private boolean calibrating;
    private @Nullable NDArray foldedKernel;
    private @Nullable NDArray foldedBias;

    ConvUnit(int in, int out, int kernel, int stride, int padding) {
        this(in, out, kernel, stride, padding, true);
    }

    private ConvUnit(int in, int out, int kernel, int stride, int padding, boolean rectifies) {
        this.rectifies = rectifies;
        this.convolution = addChildBlock("conv", new Conv2d(in, out, kernel, stride, padding));
        this.normalization = addChildBlock("bn", new BatchNorm2d(out, EPSILON));
    }

    /** One by one, stride one. */
    static ConvUnit pointwise(int in, int out) {
        return new ConvUnit(in, out, 1, 1, 0);
    }

    /** Three by three, stride one, size kept. */
    static ConvUnit local(int in, int out) {
        return new ConvUnit(in, out, 3, 1, 1);
    }

    /** The first two steps only: for a pool that rectifies what it lets through. */
    static ConvUnit unrectified(int in, int out, int kernel, int stride, int padding) {
        return new ConvUnit(in, out, kernel, stride, padding, false);
    }

    @Override
    NDArray forward(NDArray input, Pass pass) {
        if (!rectifies) {
            return normalized(input, pass);
        }
        try (NDArray normalized = normalized(input, pass)) {
            return Activation.relu(normalized);
        }
    }

    private NDArray normalized(NDArray input, Pass pass) {
        if (foldedKernel != null && foldedBias != null) {
            return convolution.forward(input, foldedKernel, foldedBias);
        }
        try (NDArray map = convolution.forward(input, pass)) {
            if (calibrating) {
                normalization.calibrate(map);
            }
            return normalization.forward(map, pass);
        }
    }

    /** While on, the normalization takes the statistics of every input as its own. */
    void calibrating(boolean on) {
        calibrating = on;
    }

    /** Folds the normalization into the convolution; from here on this unit cannot be trained. */
    void fold(NDManager owner) {
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
