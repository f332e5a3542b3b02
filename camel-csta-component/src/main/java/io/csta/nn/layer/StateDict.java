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

/** Fills a network from named tensors, after holding all names and shapes against it. */
public final class StateDict {

    /** How many names of a kind an error lists before it only counts. */
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
     * The values of a checkpoint, to be written.
     *
     * @throws ModelMismatchException as {@link #load} does
     */
    public static GraphContext.Weights weights(
            Layer network, String what, Checkpoint checkpoint, Predicate<String> leftover) {
        Map<String, Parameter> parameters = parameters(network);
        check(parameters, what, checkpoint, leftover);
        GraphContext.Weights weights = new GraphContext.Weights();
        parameters.forEach((key, parameter) -> weights.put(parameter, key, finite(checkpoint, key)));
        return weights;
    }

    /** The values that somebody gives, to be written. */
    public static GraphContext.Weights weights(Layer network, ParameterValues values) {
        GraphContext.Weights weights = new GraphContext.Weights();
        parameters(network)
                .forEach((key, parameter) -> weights.put(
                        parameter, key, values.of(key, parameter.getShape().getShape())));
        return weights;
    }

    /** Draws every value; those that can be trained, are. */
    public static void initialize(Layer network, long seed, NDManager owner) {
        visit(network, "", (key, parameter, initial) -> {
            int count = Math.toIntExact(parameter.getShape().size());
            put(parameter, initial.draw(count, Randomness.of(seed, key)), owner);
        });
    }

    /**
     * Gives every parameter its value from the checkpoint, frozen.
     *
     * @param what the network in an error's words
     * @param leftover keys that published files hold and this network does not need
     * @param owner owns the values, on its device
     * @throws ModelMismatchException if a tensor is missing, unexpected, of another shape or not finite
     */
    public static void load(
            Layer network, String what, Checkpoint checkpoint, Predicate<String> leftover, NDManager owner) {
        parameters(network).values().forEach(parameter -> parameter.freeze(true));
        loadTrainable(network, what, checkpoint, leftover, owner);
    }

    /** As {@link #load}, with values that can be trained. */
    public static void loadTrainable(
            Layer network, String what, Checkpoint checkpoint, Predicate<String> leftover, NDManager owner) {
        Map<String, Parameter> parameters = parameters(network);
        check(parameters, what, checkpoint, leftover);
        parameters.forEach((key, parameter) -> put(parameter, finite(checkpoint, key), owner));
    }

    /**
     * Takes values from the checkpoint in place of those that the network has.
     *
     * @throws ModelMismatchException as {@link #load} does; the network is as before then
     */
    public static void replace(Layer network, String what, Checkpoint checkpoint, Predicate<String> leftover) {
        Map<String, Parameter> parameters = parameters(network);
        check(parameters, what, checkpoint, leftover);
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

    /** Gives every parameter the value of its key, frozen. */
    public static void fill(Layer network, ParameterValues values, NDManager owner) {
        parameters(network).forEach((key, parameter) -> {
            parameter.freeze(true);
            put(parameter, values.of(key, parameter.getShape().getShape()), owner);
        });
    }

    /** The values as they are now. */
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
            Map<String, Parameter> parameters, String what, Checkpoint checkpoint, Predicate<String> leftover) {
        Map<String, Tensor> tensors = checkpoint.tensors();
        List<String> missing = parameters.keySet().stream()
                .filter(key -> !tensors.containsKey(key))
                .toList();
        List<String> unexpected = tensors.keySet().stream()
                .filter(key -> !parameters.containsKey(key) && !leftover.test(key))
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
        List<String> complaints = new ArrayList<>();
        complain(complaints, "missing", missing);
        complain(complaints, "unexpected", unexpected);
        complain(complaints, "of another shape", misshapen);
        if (!complaints.isEmpty()) {
            throw new ModelMismatchException(
                    "this is no checkpoint of %s: %s".formatted(what, String.join("; ", complaints)));
        }
    }

    private static void complain(List<String> complaints, String kind, List<String> names) {
        if (!names.isEmpty()) {
            String rest = names.size() > LISTED ? " and %d more".formatted(names.size() - LISTED) : "";
            complaints.add(names.size() + " " + kind + ": "
                    + names.stream().limit(LISTED).collect(Collectors.joining(", ")) + rest);
        }
    }

    private static float[] finite(Checkpoint checkpoint, String key) {
        float[] values = checkpoint.tensor(key).toFloats();
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new ModelMismatchException(
                        "%s holds %s: its training went wrong, use another checkpoint".formatted(key, value));
            }
        }
        return values;
    }
}
