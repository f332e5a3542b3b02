package io.csta.nn;

import ai.djl.ndarray.NDArray;
import io.csta.nn.ConvUnit.Names;
import io.csta.onnx.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** He et al., "Deep residual learning for image recognition", CVPR 2016: 512 channels out. */
final class ResNet18 extends Backbone {

    /** A row of the map sees 217 rows of the picture before its first one, and 217 after that. */
    private static final int STRIP_MARGIN = 7;

    ResNet18() {
        super("resnet", "ResNet-18", 1);
        then("", ConvUnit.of(new Names("conv1", "bn1"), Kernel.dense(3, 64, 7, 2), Rectifier.NONE));
        then(MaxPool.centred().rectified());
        then("layer1", pair(64, 64, 1));
        then("layer2", pair(64, 128, 2));
        then("layer3", pair(128, 256, 2));
        then("layer4", pair(256, 512, 2));
    }

    private static Chain pair(int in, int out, int stride) {
        return new Chain().then("0", new BasicBlock(in, out, stride)).then("1", new BasicBlock(out, out, 1));
    }

    @Override
    List<Strip> strips(int rows) {
        return Strip.of(rows, STRIP_MARGIN);
    }

    /** Two convolutions, and their input, or what a projection makes of it, added before the last rectification. */
    private static final class BasicBlock extends Layer {
        private final ConvUnit first;
        private final ConvUnit second;
        private final @Nullable ConvUnit projection;

        BasicBlock(int in, int out, int stride) {
            this.first = addChildBlock(
                    "", ConvUnit.of(new Names("conv1", "bn1"), Kernel.dense(in, out, 3, stride), Rectifier.RELU));
            this.second = addChildBlock(
                    "", ConvUnit.of(new Names("conv2", "bn2"), Kernel.dense(out, out, 3, 1), Rectifier.NONE));
            this.projection = in == out
                    ? null
                    : addChildBlock(
                            "downsample",
                            ConvUnit.of(Names.counted(0), Kernel.dense(in, out, 1, stride), Rectifier.NONE));
        }

        @Override
        NDArray forward(NDArray input, Pass pass) {
            try (NDArray map = first.forward(input, pass);
                    NDArray change = second.forward(map, pass)) {
                return Rectifier.RELU.apply(sum(change, input, pass));
            }
        }

        @Override
        Value write(Value input, GraphPass pass) {
            Value change = second.write(first.write(input, pass), pass);
            Value past = projection == null ? input : projection.write(input, pass);
            return Rectifier.RELU.write(pass.graph().add(change, past), pass);
        }

        private NDArray sum(NDArray change, NDArray input, Pass pass) {
            if (projection == null) {
                return change.add(input);
            }
            try (NDArray projected = projection.forward(input, pass)) {
                return change.add(projected);
            }
        }
    }
}
