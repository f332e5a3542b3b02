package io.csta.nn.backbone;

import io.csta.nn.layer.ActivationFunction;
import io.csta.nn.layer.Chain;
import io.csta.nn.layer.ConvSpec;
import io.csta.nn.layer.ConvUnit;
import io.csta.nn.layer.ConvUnit.Names;
import io.csta.nn.layer.Residual;
import java.util.List;

/**
 * EfficientNet-Lite0 up to its last convolution: {@link EfficientNetB0} without the weighting of channels, with ReLU6 and
 * TensorFlow's padding. 1280 channels out.
 *
 * <p>Keys are those of the package {@code efficientnet_lite_pytorch}, without the classifier {@code _fc}.
 */
public final class EfficientNetLite0 extends Backbone {

    /** The channels of the map. */
    public static final int CHANNELS = 1280;

    private final Chain blocks = new Chain();
    private int count;

    /** A network with declared shapes but no values yet. */
    public EfficientNetLite0() {
        super("efficientnet_lite0", "EfficientNet-Lite0", 1);
        then("", unit("_conv_stem", "_bn0", ConvSpec.dense(3, 32, 3, 2), ActivationFunction.RELU6));
        then("_blocks", blocks);
        then("", unit("_conv_head", "_bn1", ConvSpec.pointwise(320, CHANNELS), ActivationFunction.RELU6));
        stage(1, 1, 3, 32, 16, 1);
        stage(2, 6, 3, 16, 24, 2);
        stage(2, 6, 5, 24, 40, 2);
        stage(3, 6, 3, 40, 80, 2);
        stage(3, 6, 5, 80, 112, 1);
        stage(4, 6, 5, 112, 192, 2);
        stage(1, 6, 3, 192, 320, 1);
    }

    /** A sequence of blocks, the first of which changes channels and size. */
    private void stage(int length, int expansion, int kernel, int in, int out, int stride) {
        block(path(expansion, kernel, in, out, stride), false);
        for (int i = 1; i < length; i++) {
            block(path(expansion, kernel, out, out, 1), true);
        }
    }

    private void block(Chain path, boolean adds) {
        blocks.then(String.valueOf(count++), adds ? new Residual("", path, 0) : path);
    }

    /** Expands the channels, convolves each separately, and reduces them again. */
    private static Chain path(int expansion, int kernel, int in, int out, int stride) {
        int wide = in * expansion;
        Chain path = new Chain();
        if (expansion > 1) {
            path.then("", unit("_expand_conv", "_bn0", ConvSpec.pointwise(in, wide), ActivationFunction.RELU6));
        }
        path.then(
                "",
                unit("_depthwise_conv", "_bn1", ConvSpec.depthwise(wide, kernel, stride), ActivationFunction.RELU6));
        return path.then("", unit("_project_conv", "_bn2", ConvSpec.pointwise(wide, out), ActivationFunction.NONE));
    }

    private static ConvUnit unit(
            String convolution, String normalization, ConvSpec kernel, ActivationFunction activation) {
        return ConvUnit.ofEfficientNetLite(new Names(convolution, normalization), kernel, activation);
    }

    @Override
    public List<Tile> tiles(int rows) {
        return List.of(Tile.all(rows));
    }
}
