package io.csta.nn.backbone;

import io.csta.nn.layer.ActivationFunction;
import io.csta.nn.layer.Chain;
import io.csta.nn.layer.ConvSpec;
import io.csta.nn.layer.ConvUnit;
import io.csta.nn.layer.ConvUnit.Names;
import io.csta.nn.layer.Residual;
import java.util.List;

/** Sandler et al., "MobileNetV2: inverted residuals and linear bottlenecks", CVPR 2018: 1280 channels out. */
final class MobileNetV2 extends Backbone {

    /** The receptive field of a row of the map reaches 245 rows before its first row of the image, and 245 after it. */
    private static final int TILE_MARGIN = 8;

    private final Chain features = new Chain();
    private int blocks = 1;

    MobileNetV2() {
        super("mobilenet", "MobileNet-V2", 1);
        features.then("0", ConvUnit.of(Names.counted(0), ConvSpec.dense(3, 32, 3, 2), ActivationFunction.RELU6));
        stage(1, 1, 32, 16, 1);
        stage(2, 6, 16, 24, 2);
        stage(3, 6, 24, 32, 2);
        stage(4, 6, 32, 64, 2);
        stage(3, 6, 64, 96, 1);
        stage(3, 6, 96, 160, 2);
        stage(1, 6, 160, 320, 1);
        features.then("18", ConvUnit.of(Names.counted(0), ConvSpec.pointwise(320, 1280), ActivationFunction.RELU6));
        then("features", features);
    }

    /** A sequence of blocks, the first of which changes channels and size. */
    private void stage(int count, int expansion, int in, int out, int stride) {
        block(expansion, in, out, stride);
        for (int i = 1; i < count; i++) {
            block(expansion, out, out, 1);
        }
    }

    private void block(int expansion, int in, int out, int stride) {
        Chain path = path(expansion, in, out, stride);
        boolean adds = stride == 1 && in == out;
        features.then(String.valueOf(blocks++), adds ? new Residual("conv", path, 0) : new Chain().then("conv", path));
    }

    /** Expands the channels, convolves each separately, and reduces them again. */
    private static Chain path(int expansion, int in, int out, int stride) {
        int wide = in * expansion;
        Chain path = new Chain();
        int step = 0;
        if (expansion > 1) {
            path.then(
                    String.valueOf(step++),
                    ConvUnit.of(Names.counted(0), ConvSpec.pointwise(in, wide), ActivationFunction.RELU6));
        }
        path.then(
                String.valueOf(step++),
                ConvUnit.of(Names.counted(0), ConvSpec.depthwise(wide, 3, stride), ActivationFunction.RELU6));
        return path.then("", ConvUnit.of(Names.counted(step), ConvSpec.pointwise(wide, out), ActivationFunction.NONE));
    }

    @Override
    public List<Tile> tiles(int rows) {
        return Tile.of(rows, TILE_MARGIN);
    }
}
