package io.csta.nn.csta;

import io.csta.nn.csta.CstaOptions.Balance;
import io.csta.nn.csta.CstaOptions.Channels;
import io.csta.nn.csta.CstaOptions.ClassToken;
import io.csta.nn.csta.CstaOptions.Role;
import io.csta.nn.csta.CstaOptions.Scale;
import io.csta.nn.csta.CstaOptions.Skip;
import io.csta.nn.csta.CstaOptions.Softmax;
import io.csta.nn.layer.AdaptivePool;
import io.csta.nn.layer.BatchNorm2d;
import io.csta.nn.layer.GraphContext;
import io.csta.onnx.Graph;
import io.csta.onnx.Value;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a {@link CstaNetwork} as ONNX operators, in three steps: embedding the frames, computing the CNN's map, and scoring
 * the frames with the map as attention. The second step can run tile by tile; {@link #write} joins all three.
 *
 * <p>It writes what {@link CstaForward} computes when it scores; tests compare the two for every option.
 */
public final class CstaGraph {

    private static final int CHANNELS = CstaNetwork.CHANNELS;

    private final CstaNetwork network;
    private final CstaOptions options;

    /** Writes operators for this network; its values come from the {@link GraphContext} of each call. */
    public CstaGraph(CstaNetwork network) {
        this.network = network;
        this.options = network.options();
    }

    /**
     * Embedded frames under the class token, if there is one.
     *
     * @param rows the input of the values, {@code [rows, input width]}
     * @param keys the input of the CNN, {@code [1 or 3, rows, width]}: one channel if all three differ in the token only
     */
    public record Embedded(Value rows, Value keys) {}

    /** Features {@code [frames, input width]} to scores {@code [frames]}, with the CNN processing the whole input at once. */
    Value write(Value features, GraphContext context) {
        Graph graph = context.graph();
        Embedded embedded = embed(features, context);
        Value count = graph.sizeOf(embedded.rows, 0);
        return scores(embedded, cnnMap(embedded.keys, graph.integers(0), count, context), context);
    }

    /** The first step: features {@code [frames, input width]} to rows and keys. */
    public Embedded embed(Value features, GraphContext context) {
        Graph graph = context.graph();
        Value token = token(context);
        if (network.inputEmbedding == null) {
            Value rows = token == null ? features : graph.concat(0, graph.slice(token, 0, 0, 1), features);
            Value keys = network.keyEmbedding == null ? rows : network.keyEmbedding.write(rows, context);
            return new Embedded(rows, graph.unsqueeze(keys, 0));
        }
        Value frames = network.inputEmbedding.write(features, context);
        Value channels = stacked(
                graph,
                channel ->
                        token == null ? frames : graph.concat(0, graph.slice(token, 0, channel, channel + 1L), frames));
        Value placed = network.positions == null ? channels : network.positions.writeOnInput(channels, context);
        Value rows = first(graph, placed);
        if (network.keyEmbedding == null) {
            return new Embedded(rows, placed);
        }
        Value keys = network.keyEmbedding.write(graph.reshape(placed, Value.ANY, options.inputWidth()), context);
        return new Embedded(
                rows, graph.reshape(keys, CHANNELS, Value.ANY, options.cnn().width()));
    }

    /** The class token of each channel, {@code [3, input width]}. */
    private @Nullable Value token(GraphContext context) {
        return network.classToken == null
                ? null
                : context.weights(
                        context.key(network.classToken),
                        context.values(network.classToken),
                        CHANNELS,
                        options.inputWidth());
    }

    private interface ChannelWriter {
        Value write(int channel);
    }

    /** Three matrices as one value, {@code [3, rows, width]}. */
    private static Value stacked(Graph graph, ChannelWriter writer) {
        return graph.concat(
                0,
                IntStream.range(0, CHANNELS)
                        .mapToObj(channel -> graph.unsqueeze(writer.write(channel), 0))
                        .toArray(Value[]::new));
    }

    /** The first channel, {@code [rows, width]}. */
    private static Value first(Graph graph, Value channels) {
        return channels.size(0) == 1
                ? graph.squeeze(channels, 0)
                : graph.squeeze(graph.gather(channels, 0, graph.integers(0)), 0);
    }

    /**
     * The second step: the CNN's map of some rows, averaged over the features.
     *
     * @param keys from {@link #embed}
     * @param from the first row, {@code [1]}
     * @param to the row after the last one, {@code [1]}
     * @return {@code [rows of the map, width]}
     */
    public Value cnnMap(Value keys, Value from, Value to, GraphContext context) {
        Graph graph = context.graph();
        Value channels = options.channels() == Channels.CHANGES
                ? differences(first(graph, keys), from, to, graph)
                : part(keys, from, to, context);
        if (options.rowsPerFrame() > 1) {
            Value copies = graph.expand(graph.unsqueeze(channels, 2), 1, 1, options.rowsPerFrame(), 1);
            channels = graph.reshape(copies, CHANNELS, Value.ANY, channels.size(2));
        }
        Value map = network.cnn.write(graph.unsqueeze(channels, 0), context);
        Value columns = graph.reduceMean(map, false, 3);
        return graph.squeeze(graph.transpose(columns, 0, 2, 1), 0);
    }

    /** Some rows of all channels, {@code [3, rows, width]}. */
    private Value part(Value keys, Value from, Value to, GraphContext context) {
        Graph graph = context.graph();
        if (keys.size(0) == CHANNELS) {
            return graph.slice(keys, 1, from, to);
        }
        Value token = token(context);
        if (token == null) {
            return graph.expand(graph.slice(keys, 1, from, to), CHANNELS, 1, 1);
        }
        Value tokens = network.keyEmbedding == null ? token : network.keyEmbedding.write(token, context);
        // The part begins with the token, or does not contain it.
        Value top = graph.slice(graph.unsqueeze(tokens, 1), 1, from, to);
        Value frames = graph.slice(keys, 1, graph.max(from, graph.integers(1)), to);
        return graph.concat(1, top, graph.expand(frames, CHANNELS, 1, 1));
    }

    /** Some rows, and their absolute differences from the row before and from the row after: {@code [3, rows, width]}. */
    private static Value differences(Value rows, Value from, Value to, Graph graph) {
        Value none = graph.integers(0);
        Value one = graph.integers(1);
        Value count = graph.sizeOf(rows, 0);
        Value end = graph.min(to, count);
        Value atTop = graph.sub(one, graph.min(from, one));
        Value atBottom = graph.toInteger(graph.equal(end, count));
        Value part = graph.slice(rows, 0, from, end);
        // The first row has no row before it, and the last one none after it: they replace those.
        Value before = graph.concat(
                0,
                graph.slice(rows, 0, none, atTop),
                graph.slice(rows, 0, graph.max(graph.sub(from, one), none), graph.sub(end, one)));
        Value after = graph.concat(
                0,
                graph.slice(rows, 0, graph.add(from, one), graph.min(graph.add(end, one), count)),
                graph.slice(rows, 0, graph.sub(count, atBottom), count));
        Value[] channels = {part, graph.abs(graph.sub(part, before)), graph.abs(graph.sub(after, part))};
        return stacked(graph, channel -> channels[channel]);
    }

    /**
     * The third step: scores, with the CNN's map as attention.
     *
     * @param map the CNN's map of all rows, {@code [rows of the map, width]}
     * @return {@code [frames]}
     */
    public Value scores(Embedded embedded, Value map, GraphContext context) {
        Graph graph = context.graph();
        Value attention = attention(embedded, map, context);
        Value weights = options.softmax() == Softmax.NONE ? attention : attentionWeights(attention, graph);
        Value inputs =
                network.mixesIn(ClassToken.MIXED_AFTER_THE_CNN) ? mixedAndResized(embedded.rows, graph) : embedded.rows;
        Value values = options.role() == Role.VALUES ? attention : inputs;
        if (network.valueEmbedding != null) {
            values = network.valueEmbedding.write(values, context);
        }
        if (network.mixesIn(ClassToken.MIXED_AFTER_THE_SOFTMAX)) {
            values = mixedAndResized(values, graph);
        }
        Value output = graph.mul(values, weights);
        if (options.skip() == Skip.INPUT) {
            output = withSkip(output, inputs, context);
        } else if (options.skip() == Skip.CNN) {
            boolean mixed = network.mixesIn(ClassToken.MIXED_AFTER_THE_SOFTMAX);
            output = withSkip(output, mixed ? mixedAndResized(attention, graph) : attention, context);
        }
        return network.head.write(mixedIn(ClassToken.MIXED_AT_THE_END, output, graph), context);
    }

    private Value attention(Embedded embedded, Value map, GraphContext context) {
        Graph graph = context.graph();
        Value stretched = stretched(map, graph.sizeOf(embedded.rows, 0), graph);
        if (options.skip() == Skip.KEYS) {
            stretched = withSkip(stretched, first(graph, embedded.keys), context);
        }
        Value scaled = scaled(mixedIn(ClassToken.MIXED_AFTER_THE_CNN, stretched, graph), graph);
        PositionEncoding positions = network.positions;
        return positions == null || network.onInput() ? scaled : positions.write(scaled, context);
    }

    private Value withSkip(Value output, Value skipped, GraphContext context) {
        Value sum = context.graph().add(output, skipped);
        BatchNorm2d normalization = network.skip.normalization();
        return normalization == null ? sum : normalization.write(sum, context);
    }

    /** Adaptive average pooling to more rows, as in {@link AdaptivePool#stretch}. */
    private static Value stretched(Value matrix, Value rows, Graph graph) {
        Value size = graph.sizeOf(matrix, 0);
        Value one = graph.integers(1);
        Value row = graph.range(rows);
        Value low = graph.div(graph.mul(row, size), rows);
        Value end = graph.mul(graph.add(row, one), size);
        Value high = graph.sub(graph.div(graph.sub(graph.add(end, rows), one), rows), one);
        return mean(graph.gather(matrix, 0, low), graph.gather(matrix, 0, high), graph);
    }

    private static Value mean(Value a, Value b, Graph graph) {
        return graph.mul(graph.add(a, b), graph.constant(0.5));
    }

    private Value mixedIn(ClassToken place, Value rows, Graph graph) {
        return network.mixesIn(place) ? mixed(rows, graph) : rows;
    }

    /** Every row becomes its mean with the next. */
    private static Value mixed(Value rows, Graph graph) {
        return mean(graph.slice(rows, 0, 0, -1), graph.slice(rows, 0, 1, Long.MAX_VALUE), graph);
    }

    /** Mixes the class token into the frames and resizes the rows to the width of the CNN's map. */
    private Value mixedAndResized(Value rows, Graph graph) {
        Value mixed = mixed(rows, graph);
        int from = Math.toIntExact(rows.size(1));
        int to = options.cnn().width();
        if (from == to) {
            return mixed;
        }
        long[] low = new long[to];
        long[] high = new long[to];
        Arrays.setAll(low, column -> AdaptivePool.first(column, from, to));
        Arrays.setAll(high, column -> AdaptivePool.last(column, from, to));
        return mean(graph.gather(mixed, 1, graph.integers(low)), graph.gather(mixed, 1, graph.integers(high)), graph);
    }

    private Value scaled(Value attention, Graph graph) {
        if (options.scale() == Scale.NONE) {
            return attention;
        }
        Value rows = graph.sizeOf(attention, 0);
        Value width = graph.integers(attention.size(1));
        Value size =
                switch (options.scale()) {
                    case NONE, FEATURES -> width;
                    case TIME -> rows;
                    case TIME_AND_FEATURES -> graph.mul(rows, width);
                };
        return graph.div(attention, graph.toFloat(graph.sqrt(graph.toDouble(size))));
    }

    /** The softmax over time, over features, or the sum of both, as in {@link AttentionWeights}. */
    private Value attentionWeights(Value attention, Graph graph) {
        UnaryOperator<Value> mixing = share -> mixedIn(ClassToken.MIXED_AFTER_THE_SOFTMAX, share, graph);
        if (options.softmax() != Softmax.TIME_AND_FEATURES) {
            return mixing.apply(graph.softmax(attention, options.softmax() == Softmax.TIME ? 0 : 1));
        }
        Value inTime = balanced(mixing.apply(graph.softmax(attention, 0)), Balance.TIME, graph);
        Value inSpace = balanced(mixing.apply(graph.softmax(attention, 1)), Balance.FEATURES, graph);
        return graph.add(inTime, inSpace);
    }

    private Value balanced(Value share, Balance which, Graph graph) {
        boolean applies = Stream.of(which, Balance.DOWN, Balance.UP).anyMatch(options.balance()::equals);
        if (!applies) {
            return share;
        }
        Value rows = graph.toDouble(graph.sizeOf(share, 0));
        Value width = graph.toDouble(graph.integers(share.size(1)));
        Value ratio = graph.toFloat(which == Balance.TIME ? graph.div(rows, width) : graph.div(width, rows));
        Value factor =
                switch (options.balance()) {
                    case DOWN -> graph.min(ratio, graph.constant(1));
                    case UP -> graph.max(ratio, graph.constant(1));
                    case NONE, TIME, FEATURES -> ratio;
                };
        return graph.mul(share, factor);
    }
}
