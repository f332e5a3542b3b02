package io.csta.nn.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import io.csta.nn.layer.ActivationFunction;
import io.csta.nn.layer.Chain;
import io.csta.nn.layer.Conv2d;
import io.csta.nn.layer.ConvSpec;
import io.csta.nn.layer.ConvUnit;
import io.csta.nn.layer.ConvUnit.Names;
import io.csta.nn.layer.ForwardContext;
import io.csta.nn.layer.GraphContext;
import io.csta.nn.layer.Layer;
import io.csta.nn.layer.Residual;
import io.csta.onnx.Value;
import java.util.List;

/**
 * Tan and Le, "EfficientNet: rethinking model scaling for convolutional neural networks", ICML 2019: 1280 channels out.
 *
 * <p>It weights channels by their mean over the whole image, so the image cannot be processed tile by tile.
 */
final class EfficientNetB0 extends Backbone {

    private static final int BLOCKS = 16;

    /** The drop probability after the last block in a training pass; it grows linearly from 0 at the first block. */
    private static final double DROP_PROBABILITY = 0.2;

    private final Chain features = new Chain();
    private int blocks;

    EfficientNetB0() {
        super("efficientnet", "EfficientNet-B0", 1);
        features.then("0", ConvUnit.of(Names.counted(0), ConvSpec.dense(3, 32, 3, 2), ActivationFunction.SWISH));
        stage(1, 1, 1, 3, 32, 16, 1);
        stage(2, 2, 6, 3, 16, 24, 2);
        stage(3, 2, 6, 5, 24, 40, 2);
        stage(4, 3, 6, 3, 40, 80, 2);
        stage(5, 3, 6, 5, 80, 112, 1);
        stage(6, 4, 6, 5, 112, 192, 2);
        stage(7, 1, 6, 3, 192, 320, 1);
        features.then("8", ConvUnit.of(Names.counted(0), ConvSpec.pointwise(320, 1280), ActivationFunction.SWISH));
        then("features", features);
    }

    /** A sequence of blocks, the first of which changes channels and size. */
    private void stage(int number, int count, int expansion, int kernel, int in, int out, int stride) {
        Chain stage = new Chain();
        for (int i = 0; i < count; i++) {
            int from = i == 0 ? in : out;
            stage.then(
                    String.valueOf(i),
                    block(
                            path(expansion, kernel, from, out, i == 0 ? stride : 1),
                            from == out && (i > 0 || stride == 1)));
        }
        features.then(String.valueOf(number), stage);
    }

    private Layer block(Chain path, boolean adds) {
        double dropProbability = DROP_PROBABILITY * blocks++ / BLOCKS;
        return adds ? new Residual("block", path, dropProbability) : new Chain().then("block", path);
    }

    /** Expands the channels, convolves each separately, weights them, and reduces them again. */
    private static Chain path(int expansion, int kernel, int in, int out, int stride) {
        int wide = in * expansion;
        Chain path = new Chain();
        int step = 0;
        if (expansion > 1) {
            path.then(
                    String.valueOf(step++),
                    ConvUnit.of(Names.counted(0), ConvSpec.pointwise(in, wide), ActivationFunction.SWISH));
        }
        path.then(
                String.valueOf(step++),
                ConvUnit.of(Names.counted(0), ConvSpec.depthwise(wide, kernel, stride), ActivationFunction.SWISH));
        path.then(String.valueOf(step++), new Excitation(wide, in / 4));
        return path.then(
                String.valueOf(step),
                ConvUnit.of(Names.counted(0), ConvSpec.pointwise(wide, out), ActivationFunction.NONE));
    }

    @Override
    public List<Tile> tiles(int rows) {
        return List.of(Tile.all(rows));
    }

    /** Weights each channel by a function of the means of all channels (Hu et al., "Squeeze-and-excitation networks", CVPR 2018). */
    private static final class Excitation extends Layer {
        private final Conv2d squeeze;
        private final Conv2d excite;

        Excitation(int channels, int squeezed) {
            this.squeeze = addChildBlock("fc1", biased(ConvSpec.pointwise(channels, squeezed)));
            this.excite = addChildBlock("fc2", biased(ConvSpec.pointwise(squeezed, channels)));
        }

        private static Conv2d biased(ConvSpec kernel) {
            return Conv2d.biased(kernel, kernel.initialForFanOut());
        }

        @Override
        public NDArray forward(NDArray input, ForwardContext context) {
            long batch = input.getShape().get(0);
            long channels = input.getShape().get(1);
            try (NDArray positions = input.reshape(batch, channels, -1);
                    NDArray means = positions.mean(new int[] {2});
                    NDArray points = means.reshape(batch, channels, 1, 1);
                    NDArray squeezed = ActivationFunction.SWISH.apply(squeeze.forward(points, context));
                    NDArray excited = excite.forward(squeezed, context);
                    NDArray weights = Activation.sigmoid(excited)) {
                return input.mul(weights);
            }
        }

        @Override
        public Value write(Value input, GraphContext context) {
            Value means = context.graph().reduceMean(input, true, 2, 3);
            Value squeezed = ActivationFunction.SWISH.write(squeeze.write(means, context), context);
            Value weights = context.graph().sigmoid(excite.write(squeezed, context));
            return context.graph().mul(input, weights);
        }
    }
}
