package io.csta.nn.layer;

import ai.djl.nn.Parameter;
import io.csta.arithmetic.Convolution;
import io.csta.arithmetic.Padding;
import io.csta.onnx.Graph;
import io.csta.onnx.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The context in which layers write a trained network as an ONNX graph: the graph, the values of the parameters, and the
 * convolutions written so far.
 *
 * <p>Layers write what they compute when they score: without dropout, and with the running statistics of batch norms. For one
 * graph and one thread.
 */
public final class GraphContext {

    private final Graph graph;
    private final Weights weights;
    private final Map<String, Value> written = new HashMap<>();
    private final List<Convolution> convolutions = new ArrayList<>();

    /** A context for one graph, with the values of a network's parameters. */
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

    /** The graph to which operators are added. */
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

    /** The value of a parameter in the graph, in the shape of the parameter. */
    public Value value(Parameter parameter) {
        return weights(key(parameter), values(parameter), parameter.getShape().getShape());
    }

    /** Weights in the graph under a key, which are written once. */
    public Value weights(String key, float[] values, long... shape) {
        return written.computeIfAbsent(key, name -> graph.weights(name, values, shape));
    }

    /** Adds a convolution of {@code [batch, in, height, width]}. */
    public Value conv(Value input, ConvSpec kernel, Value weight, Value bias) {
        convolutions.add(new Convolution(
                kernel.in(),
                kernel.out(),
                Math.toIntExact(weight.size(2)),
                Math.toIntExact(weight.size(3)),
                kernel.stride(),
                kernel.groups(),
                Math.toIntExact(input.size(2)),
                Math.toIntExact(input.size(3)),
                kernel.padding()));
        return conv(graph, input, weight, bias, kernel.stride(), kernel.groups(), kernel.padding());
    }

    /** Adds a convolution with either kind of padding to a graph. */
    public static Value conv(
            Graph graph, Value input, Value weight, Value bias, int stride, int groups, Padding padding) {
        return switch (padding) {
            case HALF -> graph.conv(input, weight, bias, stride, groups);
            case SAME -> graph.convSame(input, weight, bias, stride, groups);
        };
    }

    /** All convolutions written so far, in order; input sizes that are known only at run time are negative. */
    public List<Convolution> convolutions() {
        return List.copyOf(convolutions);
    }
}
