package io.csta.nn.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.Pair;
import ai.djl.util.PairList;
import io.csta.onnx.Value;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A block with one input and one output whose parameters have their shapes from the start, so that a checkpoint can be
 * compared with the network before anything is loaded.
 *
 * <p>Children and parameters are named as PyTorch names them, and a parameter's key in a published state dict is the
 * path of names that leads to it.
 *
 * <p>A layer closes its intermediate arrays, and never its input, so that native memory is limited by the largest step and
 * does not grow with the depth.
 */
public abstract class Layer extends AbstractBlock {

    private final Map<String, InitialValues> initials = new HashMap<>();

    /**
     * Maps one array to another.
     *
     * @param input stays open
     * @return a new array, attached to the manager of the input
     */
    public abstract NDArray forward(NDArray input, ForwardContext context);

    /** Writes as ONNX operators what {@link #forward} computes when it scores. */
    public abstract Value write(Value input, GraphContext context);

    /** Declares a parameter. All are trained except running statistics. */
    protected final Parameter declare(String name, Parameter.Type type, InitialValues initial, long... shape) {
        boolean statistic = type == Parameter.Type.RUNNING_MEAN || type == Parameter.Type.RUNNING_VAR;
        initials.put(name, initial);
        return addParameter(Parameter.builder()
                .setName(name)
                .setType(type)
                .optShape(new Shape(shape))
                .optRequiresGrad(!statistic)
                .build());
    }

    /** The initial values of a declared parameter. */
    final InitialValues initial(String name) {
        return Objects.requireNonNull(initials.get(name), name);
    }

    /**
     * The forward pass of DJL's interface, for scoring.
     *
     * @throws UnsupportedOperationException in training, which needs a seed
     */
    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, @Nullable PairList<String, Object> params) {
        if (training) {
            throw new UnsupportedOperationException("training needs a seed; use CstaNetwork.scoreInTraining");
        }
        return new NDList(forward(inputs.singletonOrThrow(), ForwardContext.scoring(store)));
    }

    /** Initializes children without input shapes, because parameters have declared shapes. */
    @Override
    protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
        for (Pair<String, Block> child : children) {
            child.getValue().initialize(manager, dataType, inputShapes);
        }
    }

    /** Determined by a trial run: these networks take any length, and only DJL's own training loop calls this. */
    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        try (NDManager trial = NDManager.newBaseManager()) {
            NDArray output =
                    forward(trial.zeros(inputShapes[0]), ForwardContext.scoring(new ParameterStore(trial, false)));
            return new Shape[] {output.getShape()};
        }
    }
}
