package io.csta.nn.backbone;

import ai.djl.ndarray.NDArray;
import io.csta.nn.layer.ActivationFunction;
import io.csta.nn.layer.Chain;
import io.csta.nn.layer.ConvSpec;
import io.csta.nn.layer.ConvUnit;
import io.csta.nn.layer.ConvUnit.Names;
import io.csta.nn.layer.ForwardContext;
import io.csta.nn.layer.GraphContext;
import io.csta.nn.layer.Layer;
import io.csta.nn.layer.MaxPool;
import io.csta.onnx.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** He et al., "Deep residual learning for image recognition", CVPR 2016: 512 channels out. */
final class ResNet18 extends Backbone {

    /** The receptive field of a row of the map reaches 217 rows before its first row of the image, and 217 after it. */
    private static final int TILE_MARGIN = 7;

    ResNet18() {
        super("resnet", "ResNet-18", 1);
        then("", ConvUnit.of(new Names("conv1", "bn1"), ConvSpec.dense(3, 64, 7, 2), ActivationFunction.NONE));
        then(MaxPool.centred().withRelu());
        then("layer1", pair(64, 64, 1));
        then("layer2", pair(64, 128, 2));
        then("layer3", pair(128, 256, 2));
        then("layer4", pair(256, 512, 2));
    }

    private static Chain pair(int in, int out, int stride) {
        return new Chain().then("0", new BasicBlock(in, out, stride)).then("1", new BasicBlock(out, out, 1));
    }

    @Override
    public List<Tile> tiles(int rows) {
        return Tile.of(rows, TILE_MARGIN);
    }

    /** Two convolutions, whose input or its projection is added before the last ReLU. */
    private static final class BasicBlock extends Layer {
        private final ConvUnit first;
        private final ConvUnit second;
        private final @Nullable ConvUnit projection;

        BasicBlock(int in, int out, int stride) {
            this.first = addChildBlock(
                    "",
                    ConvUnit.of(
                            new Names("conv1", "bn1"), ConvSpec.dense(in, out, 3, stride), ActivationFunction.RELU));
            this.second = addChildBlock(
                    "",
                    ConvUnit.of(new Names("conv2", "bn2"), ConvSpec.dense(out, out, 3, 1), ActivationFunction.NONE));
            this.projection = in == out
                    ? null
                    : addChildBlock(
                            "downsample",
                            ConvUnit.of(Names.counted(0), ConvSpec.dense(in, out, 1, stride), ActivationFunction.NONE));
        }

        @Override
        public NDArray forward(NDArray input, ForwardContext context) {
            try (NDArray map = first.forward(input, context);
                    NDArray change = second.forward(map, context)) {
                return ActivationFunction.RELU.apply(sum(change, input, context));
            }
        }

        @Override
        public Value write(Value input, GraphContext context) {
            Value change = second.write(first.write(input, context), context);
            Value skipped = projection == null ? input : projection.write(input, context);
            return ActivationFunction.RELU.write(context.graph().add(change, skipped), context);
        }

        private NDArray sum(NDArray change, NDArray input, ForwardContext context) {
            if (projection == null) {
                return change.add(input);
            }
            try (NDArray projected = projection.forward(input, context)) {
                return change.add(projected);
            }
        }
    }
}
