package io.csta.nn.layer;

import ai.djl.nn.Parameter;
import io.csta.arithmetic.Convolution;
import io.csta.onnx.Graph;
import io.csta.onnx.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Writes a trained network as an ONNX graph: gives layers the values of their parameters, and keeps the convolutions that
 * were written.
 *
 * <p>What layers write is what they compute when they score, so there is no dropout, and batch norms use their running
 * statistics. For one graph and one thread.
 */
public final class GraphContext {

    private final Graph graph;
    private final Weights weights;
    private final Map<String, Value> written = new HashMap<>();
    private final List<Convolution> convolutions = new ArrayList<>();

    public GraphContext(Graph graph, Weights weights) {
        this.graph = graph;
        this.weights = weights;
    }

    /** The values of a network's parameters, by parameter. */
    public static final class Weights {
        private final IdentityHashMap<Parameter, String> keys = new IdentityHashMap<>();
        private final IdentityHashMap<Parameter, float[]> values = new IdentityHashMap<>();

        void put(Parameter parameter, String key, float[] value) {
            keys.put(parameter, key);
            values.put(parameter, value);
        }
    }

    /** Where operators are written to. */
    public Graph graph() {
        return graph;
    }

    /** The values of a parameter, row-major. */
    public float[] values(Parameter parameter) {
        return Objects.requireNonNull(weights.values.get(parameter), parameter::getName);
    }

    /** The key of a parameter in a state dict. */
    public String key(Parameter parameter) {
        return Objects.requireNonNull(weights.keys.get(parameter), parameter::getName);
    }

    /** A parameter as it is. */
    public Value value(Parameter parameter) {
        return weights(key(parameter), values(parameter), parameter.getShape().getShape());
    }

    /** Weights that belong to a key, written once. */
    public Value weights(String key, float[] values, long... shape) {
        return written.computeIfAbsent(key, name -> graph.weights(name, values, shape));
    }

    /** A convolution of {@code [batch, in, height, width]}. */
    public Value conv(Value input, ConvSpec kernel, Value weight, Value bias) {
        convolutions.add(new Convolution(
                kernel.in(),
                kernel.out(),
                Math.toIntExact(weight.size(2)),
                Math.toIntExact(weight.size(3)),
                kernel.stride(),
                kernel.groups(),
                Math.toIntExact(input.size(2)),
                Math.toIntExact(input.size(3))));
        return graph.conv(input, weight, bias, kernel.stride(), kernel.groups());
    }

    /** All convolutions that were written so far, in order; sizes of inputs are negative where they are known at run time. */
    public List<Convolution> convolutions() {
        return List.copyOf(convolutions);
    }
}
