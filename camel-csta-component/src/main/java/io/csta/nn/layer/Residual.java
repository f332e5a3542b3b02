package io.csta.nn.layer;

import ai.djl.ndarray.NDArray;
import io.csta.onnx.Value;

/**
 * A residual connection: adds the input of a path to its output.
 *
 * <p>A training pass may drop the output of the path at random, and scales it otherwise to keep the mean (Huang et al., "Deep
 * networks with stochastic depth", ECCV 2016).
 */
public final class Residual extends Layer {

    private final Chain path;
    private final double dropProbability;

    /**
     * A residual connection around a path that keeps the shape.
     *
     * @param name its part of the keys in a state dict
     * @param dropProbability of the path in a training pass, from 0 to 1, exclusive
     */
    public Residual(String name, Chain path, double dropProbability) {
        this.path = addChildBlock(name, path);
        this.dropProbability = dropProbability;
    }

    @Override
    public NDArray forward(NDArray input, ForwardContext context) {
        try (NDArray change = path.forward(input, context)) {
            if (!context.training() || dropProbability == 0) {
                return change.add(input);
            }
            double weight = context.random().nextDouble() < dropProbability ? 0 : 1 / (1 - dropProbability);
            try (NDArray factor = Constant.of(weight, change);
                    NDArray weighted = change.mul(factor)) {
                return weighted.add(input);
            }
        }
    }

    @Override
    public Value write(Value input, GraphContext context) {
        return context.graph().add(path.write(input, context), input);
    }
}
