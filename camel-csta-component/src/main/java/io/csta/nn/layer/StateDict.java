package io.csta.nn.layer;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.util.Pair;
import io.csta.checkpoint.Checkpoint;
import io.csta.checkpoint.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Sets and reads the parameters of a network by their names in a state dict, after checking all names and shapes. */
public final class StateDict {

    /** The number of names of a kind that an error lists; it only counts the others. */
    private static final int LISTED = 8;

    private StateDict() {}

    /** The parameters of a network by their key in a state dict, such as {@code conv1.bn.running_mean}. */
    public static Map<String, Parameter> parameters(Layer network) {
        Map<String, Parameter> found = new LinkedHashMap<>();
        visit(network, "", (key, parameter, initial) -> found.put(key, parameter));
        return found;
    }

    private interface Visitor {
        void visit(String key, Parameter parameter, InitialValues initial);
    }

    private static void visit(Layer layer, String path, Visitor visitor) {
        for (Pair<String, Parameter> parameter : layer.getDirectParameters()) {
            String name = parameter.getKey();
            visitor.visit(path + name, parameter.getValue(), layer.initial(name));
        }
        for (Pair<String, Block> child : layer.getChildren()) {
            String name = child.getKey().substring(2); // DJL puts the child's number before its name
            visit((Layer) child.getValue(), name.isEmpty() ? path : path + name + ".", visitor);
        }
    }

    /**
     * The values of a checkpoint, for an ONNX graph.
     *
     * @throws ModelMismatchException as {@link #load} does
     */
    public static GraphContext.Weights weights(
            Layer network, String title, Checkpoint checkpoint, Predicate<String> unused) {
        Map<String, Parameter> parameters = parameters(network);
        check(parameters, title, checkpoint, unused);
        GraphContext.Weights weights = new GraphContext.Weights();
        parameters.forEach((key, parameter) -> weights.put(parameter, key, finite(checkpoint, key)));
        return weights;
    }

    /** The given values, for an ONNX graph. */
    public static GraphContext.Weights weights(Layer network, ParameterValues values) {
        GraphContext.Weights weights = new GraphContext.Weights();
        parameters(network)
                .forEach((key, parameter) -> weights.put(
                        parameter, key, values.of(key, parameter.getShape().getShape())));
        return weights;
    }

    /** Initializes every parameter from its distribution, for training; {@code seed} determines the values. */
    public static void initialize(Layer network, long seed, NDManager owner) {
        visit(network, "", (key, parameter, initial) -> {
            int count = Math.toIntExact(parameter.getShape().size());
            put(parameter, initial.sample(count, Randomness.of(seed, key)), owner);
        });
    }

    /**
     * Loads every parameter from the checkpoint and freezes it.
     *
     * @param title the name of the network in error messages
     * @param unused keys that published files contain and this network does not need
     * @param owner owns the values, on its device
     * @throws ModelMismatchException if a tensor is missing, unexpected, of the wrong shape or not finite
     */
    public static void load(
            Layer network, String title, Checkpoint checkpoint, Predicate<String> unused, NDManager owner) {
        parameters(network).values().forEach(parameter -> parameter.freeze(true));
        loadTrainable(network, title, checkpoint, unused, owner);
    }

    /** As {@link #load}, with parameters that can be trained. */
    public static void loadTrainable(
            Layer network, String title, Checkpoint checkpoint, Predicate<String> unused, NDManager owner) {
        Map<String, Parameter> parameters = parameters(network);
        check(parameters, title, checkpoint, unused);
        parameters.forEach((key, parameter) -> put(parameter, finite(checkpoint, key), owner));
    }

    /**
     * Replaces the values of the network by those of the checkpoint.
     *
     * @throws ModelMismatchException as {@link #load} does; the network is then unchanged
     */
    public static void replace(Layer network, String title, Checkpoint checkpoint, Predicate<String> unused) {
        Map<String, Parameter> parameters = parameters(network);
        check(parameters, title, checkpoint, unused);
        Map<Parameter, float[]> values = new LinkedHashMap<>();
        parameters.forEach((key, parameter) -> values.put(parameter, finite(checkpoint, key)));
        values.forEach((parameter, floats) -> {
            NDManager owner = parameter.getArray().getManager();
            parameter.close();
            put(parameter, floats, owner);
        });
    }

    private static void put(Parameter parameter, float[] values, NDManager owner) {
        parameter.setInitializer((manager, shape, type) -> manager.create(values, shape));
        parameter.initialize(owner, DataType.FLOAT32);
    }

    /** Sets every parameter to the value for its key and freezes it. */
    public static void fill(Layer network, ParameterValues values, NDManager owner) {
        parameters(network).forEach((key, parameter) -> {
            parameter.freeze(true);
            put(parameter, values.of(key, parameter.getShape().getShape()), owner);
        });
    }

    /** The current values. */
    public static Checkpoint checkpoint(Layer network, Map<String, String> metadata) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        parameters(network)
                .forEach((key, parameter) -> tensors.put(
                        key,
                        Tensor.of(
                                parameter.getArray().toFloatArray(),
                                parameter.getShape().getShape())));
        return new Checkpoint(tensors, metadata);
    }

    private static void check(
            Map<String, Parameter> parameters, String title, Checkpoint checkpoint, Predicate<String> unused) {
        Map<String, Tensor> tensors = checkpoint.tensors();
        List<String> missing = parameters.keySet().stream()
                .filter(key -> !tensors.containsKey(key))
                .toList();
        List<String> unexpected = tensors.keySet().stream()
                .filter(key -> !parameters.containsKey(key) && !unused.test(key))
                .toList();
        List<String> misshapen = new ArrayList<>();
        parameters.forEach((key, parameter) -> {
            Tensor tensor = tensors.get(key);
            long[] shape = parameter.getShape().getShape();
            if (tensor != null && !Arrays.equals(tensor.shape(), shape)) {
                misshapen.add("%s is %s and should be %s"
                        .formatted(key, Arrays.toString(tensor.shape()), Arrays.toString(shape)));
            }
        });
        List<String> problems = new ArrayList<>();
        addProblem(problems, "missing", missing);
        addProblem(problems, "unexpected", unexpected);
        addProblem(problems, "of the wrong shape", misshapen);
        if (!problems.isEmpty()) {
            throw new ModelMismatchException(
                    "not a checkpoint of %s: %s".formatted(title, String.join("; ", problems)));
        }
    }

    private static void addProblem(List<String> problems, String kind, List<String> names) {
        if (!names.isEmpty()) {
            String rest = names.size() > LISTED ? " and %d more".formatted(names.size() - LISTED) : "";
            problems.add(names.size() + " " + kind + ": "
                    + names.stream().limit(LISTED).collect(Collectors.joining(", ")) + rest);
        }
    }

    private static float[] finite(Checkpoint checkpoint, String key) {
        float[] values = checkpoint.tensor(key).toFloats();
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new ModelMismatchException(
                        "%s contains %s, so training probably diverged; use another checkpoint".formatted(key, value));
            }
        }
        return values;
    }
}
