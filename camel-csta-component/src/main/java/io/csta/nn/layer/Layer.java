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
 * held against the network before anything is loaded.
 *
 * <p>Children and parameters are named as PyTorch names them, and a parameter's key in a published state dict is the
 * path of names that leads to it.
 *
 * <p>A layer closes the arrays that it made on the way, and never its input: native memory stays as small as the
 * largest step needs, whatever the depth.
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

    /** Declares a parameter; all are trained but running statistics, which are counted. */
    public final Parameter declare(String name, Parameter.Type type, InitialValues initial, long... shape) {
        boolean counted = type == Parameter.Type.RUNNING_MEAN || type == Parameter.Type.RUNNING_VAR;
        initials.put(name, initial);
        return addParameter(Parameter.builder()
                .setName(name)
                .setType(type)
                .optShape(new Shape(shape))
                .optRequiresGrad(!counted)
                .build());
    }

    /** How a declared parameter begins. */
    final InitialValues initial(String name) {
        return Objects.requireNonNull(initials.get(name), name);
    }

    /**
     * For DJL, which knows blocks only.
     *
     * @throws UnsupportedOperationException in training, where chance takes a seed
     */
    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, @Nullable PairList<String, Object> params) {
        if (training) {
            throw new UnsupportedOperationException("a training context takes a seed: use CstaNetwork.scoreInTraining");
        }
        return new NDList(forward(inputs.singletonOrThrow(), ForwardContext.scoring(store)));
    }

    /** Shapes are declared, so children need no input shape to be initialized. */
    @Override
    protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
        for (Pair<String, Block> child : children) {
            child.getValue().initialize(manager, dataType, inputShapes);
        }
    }

    /** Found by trying: the networks of this room take any length, and nobody asks but DJL's own training loop. */
    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        try (NDManager trial = NDManager.newBaseManager()) {
            NDArray output =
                    forward(trial.zeros(inputShapes[0]), ForwardContext.scoring(new ParameterStore(trial, false)));
            return new Shape[] {output.getShape()};
        }
    }
}
