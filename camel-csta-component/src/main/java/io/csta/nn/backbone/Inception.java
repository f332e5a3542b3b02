package io.csta.nn.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import io.csta.nn.layer.ActivationFunction;
import io.csta.nn.layer.ConvSpec;
import io.csta.nn.layer.ConvUnit;
import io.csta.nn.layer.ForwardContext;
import io.csta.nn.layer.GraphContext;
import io.csta.nn.layer.Layer;
import io.csta.onnx.Value;

/**
 * Concatenates the outputs of four branches: {@code [batch, in, height, width]} to {@code [batch, out, height, width]}, where
 * {@code out} is the sum of the branches' channels.
 *
 * <p>Szegedy et al., "Going deeper with convolutions", CVPR 2015, as in torchvision: the third
 * branch has a kernel of three, not five, and so do the published weights.
 */
final class Inception extends Layer {

    private static final Shape THREE = new Shape(3, 3);
    private static final Shape ONE = new Shape(1, 1);

    private final ConvUnit pointwise;
    private final Pair medium;
    private final Pair wide;
    private final Pooled pooled;

    Inception(int in, int one, int threeReduced, int three, int fiveReduced, int five, int pool) {
        this.pointwise = addChildBlock("branch1", pointwise(in, one));
        this.medium = addChildBlock("branch2", new Pair(in, threeReduced, three));
        this.wide = addChildBlock("branch3", new Pair(in, fiveReduced, five));
        this.pooled = addChildBlock("branch4", new Pooled(in, pool));
    }

    private static ConvUnit pointwise(int in, int out) {
        return ConvUnit.ofGoogLeNet(ConvSpec.pointwise(in, out), ActivationFunction.RELU);
    }

    @Override
    public NDArray forward(NDArray input, ForwardContext context) {
        try (NDArray first = pointwise.forward(input, context);
                NDArray second = medium.forward(input, context);
                NDArray third = wide.forward(input, context);
                NDArray fourth = pooled.forward(input, context)) {
            return NDArrays.concat(new NDList(first, second, third, fourth), 1);
        }
    }

    @Override
    public Value write(Value input, GraphContext context) {
        return context.graph()
                .concat(
                        1,
                        pointwise.write(input, context),
                        medium.write(input, context),
                        wide.write(input, context),
                        pooled.write(input, context));
    }

    /** A convolution that reduces the channels, then a 3x3 convolution. */
    private static final class Pair extends Layer {
        private final ConvUnit reduce;
        private final ConvUnit expand;

        Pair(int in, int reduced, int out) {
            this.reduce = addChildBlock("0", pointwise(in, reduced));
            this.expand = addChildBlock(
                    "1", ConvUnit.ofGoogLeNet(ConvSpec.dense(reduced, out, 3, 1), ActivationFunction.RELU));
        }

        @Override
        public NDArray forward(NDArray input, ForwardContext context) {
            try (NDArray reduced = reduce.forward(input, context)) {
                return expand.forward(reduced, context);
            }
        }

        @Override
        public Value write(Value input, GraphContext context) {
            return expand.write(reduce.write(input, context), context);
        }
    }

    /** Max pooling, then a projection; child 0, the pool, has no parameters. */
    private static final class Pooled extends Layer {
        private final ConvUnit project;

        Pooled(int in, int out) {
            this.project = addChildBlock("1", pointwise(in, out));
        }

        @Override
        public NDArray forward(NDArray input, ForwardContext context) {
            try (NDArray strongest = Pool.maxPool2d(input, THREE, ONE, ONE, true)) {
                return project.forward(strongest, context);
            }
        }

        @Override
        public Value write(Value input, GraphContext context) {
            return project.write(context.graph().maxPool(input, 3, 1, 1, true), context);
        }
    }
}
