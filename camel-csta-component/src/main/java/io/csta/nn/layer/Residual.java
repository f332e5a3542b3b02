package io.csta.nn.layer;

import ai.djl.ndarray.NDArray;
import io.csta.onnx.Value;

/**
 * A path whose input is added to its output.
 *
 * <p>A training pass may leave the output away by chance, and makes up for it where it does not (Huang et al., "Deep
 * networks with stochastic depth", ECCV 2016).
 */
public final class Residual extends Layer {

    private final Chain path;
    private final double leftOut;

    /**
     * A path that keeps the shape.
     *
     * @param name its part of the keys in a state dict
     * @param leftOut how likely a training pass leaves it out, from 0 to 1, exclusive
     */
    public Residual(String name, Chain path, double leftOut) {
        this.path = addChildBlock(name, path);
        this.leftOut = leftOut;
    }

    @Override
    public NDArray forward(NDArray input, ForwardContext context) {
        try (NDArray change = path.forward(input, context)) {
            if (!context.training() || leftOut == 0) {
                return change.add(input);
            }
            double weight = context.chance().nextDouble() < leftOut ? 0 : 1 / (1 - leftOut);
            try (NDArray factor = Constant.of(weight, change);
                    NDArray weighed = change.mul(factor)) {
                return weighed.add(input);
            }
        }
    }

    @Override
    public Value write(Value input, GraphContext context) {
        return context.graph().add(path.write(input, context), input);
    }
}
