package io.csta.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import io.csta.onnx.Value;

/**
 * Four views of one map side by side: {@code [batch, in, height, width]} to {@code [batch, out, height, width]}, where
 * {@code out} is the sum of the branches' widths.
 *
 * <p>Szegedy et al., "Going deeper with convolutions", CVPR 2015, as torchvision builds it: its third branch has a
 * kernel of three, not five, and published weights are made for that.
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
        return ConvUnit.ofGoogLeNet(Kernel.pointwise(in, out), Rectifier.RELU);
    }

    @Override
    NDArray forward(NDArray input, Pass pass) {
        try (NDArray first = pointwise.forward(input, pass);
                NDArray second = medium.forward(input, pass);
                NDArray third = wide.forward(input, pass);
                NDArray fourth = pooled.forward(input, pass)) {
            return NDArrays.concat(new NDList(first, second, third, fourth), 1);
        }
    }

    @Override
    Value write(Value input, GraphPass pass) {
        return pass.graph()
                .concat(
                        1,
                        pointwise.write(input, pass),
                        medium.write(input, pass),
                        wide.write(input, pass),
                        pooled.write(input, pass));
    }

    /** A reduction, then a look around. */
    private static final class Pair extends Layer {
        private final ConvUnit reduce;
        private final ConvUnit expand;

        Pair(int in, int reduced, int out) {
            this.reduce = addChildBlock("0", pointwise(in, reduced));
            this.expand = addChildBlock("1", ConvUnit.ofGoogLeNet(Kernel.dense(reduced, out, 3, 1), Rectifier.RELU));
        }

        @Override
        NDArray forward(NDArray input, Pass pass) {
            try (NDArray reduced = reduce.forward(input, pass)) {
                return expand.forward(reduced, pass);
            }
        }

        @Override
        Value write(Value input, GraphPass pass) {
            return expand.write(reduce.write(input, pass), pass);
        }
    }

    /** The strongest of the neighbours, then a projection; child 0, the pool, has no parameters. */
    private static final class Pooled extends Layer {
        private final ConvUnit project;

        Pooled(int in, int out) {
            this.project = addChildBlock("1", pointwise(in, out));
        }

        @Override
        NDArray forward(NDArray input, Pass pass) {
            try (NDArray strongest = Pool.maxPool2d(input, THREE, ONE, ONE, true)) {
                return project.forward(strongest, pass);
            }
        }

        @Override
        Value write(Value input, GraphPass pass) {
            return project.write(pass.graph().maxPool(input, 3, 1, 1, true), pass);
        }
    }
}
