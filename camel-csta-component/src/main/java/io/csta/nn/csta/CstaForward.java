package io.csta.nn.csta;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.csta.CancelledException;
import io.csta.nn.backbone.Tile;
import io.csta.nn.csta.CstaOptions.Channels;
import io.csta.nn.csta.CstaOptions.ClassToken;
import io.csta.nn.csta.CstaOptions.Role;
import io.csta.nn.csta.CstaOptions.Skip;
import io.csta.nn.csta.CstaOptions.Softmax;
import io.csta.nn.layer.AdaptivePool;
import io.csta.nn.layer.Constant;
import io.csta.nn.layer.Dropout;
import io.csta.nn.layer.ForwardContext;
import io.csta.nn.layer.Linear;
import io.csta.nn.layer.Rows;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One forward pass of a {@link CstaNetwork} with DJL, for scoring or for training. {@link CstaGraph} writes the same
 * computation as ONNX operators.
 *
 * <p>Arrays are closed as soon as they are no longer needed: those of a long video are large.
 */
final class CstaForward {

    private final CstaNetwork network;
    private final CstaOptions options;
    private final ForwardContext context;
    private final Dropout dropout;
    private final AttentionWeights attentionWeights;

    CstaForward(CstaNetwork network, ForwardContext context) {
        this.network = network;
        this.options = network.options();
        this.context = context;
        this.dropout = new Dropout(options.dropout());
        this.attentionWeights = new AttentionWeights(
                options.softmax(),
                options.balance(),
                network.onInput() ? new Dropout(0) : dropout,
                share -> mixedIn(ClassToken.MIXED_AFTER_THE_SOFTMAX, share));
    }

    /** Features {@code [frames, input width]}, which stay open, to scores {@code [frames]}. */
    NDArray scores(NDArray features) {
        try (Tokens tokens = tokens(features);
                NDArray rows = mixedIn(ClassToken.MIXED_AT_THE_END, weightedValues(tokens))) {
            return network.head.forward(rows, context);
        }
    }

    /** The features under the class token, with embedding and positions if those are on the input. */
    private Tokens tokens(NDArray features) {
        NDArray token = network.classToken == null ? null : context.value(network.classToken, features);
        if (network.inputEmbedding == null) {
            return Tokens.of(token, features);
        }
        try (NDArray embedded = network.inputEmbedding.forward(features, context);
                Tokens tokens = Tokens.of(token, embedded)) {
            NDArray channels = tokens.image(Tile.all(tokens.count()));
            return Tokens.of(dropout.apply(withPositions(channels), context));
        }
    }

    /** Adds positions, if there are any; takes ownership of the input. */
    private NDArray withPositions(NDArray input) {
        if (network.positions == null) {
            return input;
        }
        try (input) {
            return network.positions.forward(input, context);
        }
    }

    /** The values weighted by attention, with the skip connection: {@code [rows, width]}. */
    private NDArray weightedValues(Tokens tokens) {
        try (NDList owned = new NDList()) {
            NDArray attention = owned(owned, attention(tokens));
            NDArray weights = options.softmax() == Softmax.NONE
                    ? attention
                    : owned(owned, attentionWeights.of(attention, context));
            if (!isAttentionUsedAgain()) {
                attention.close(); // long before the others: its size grows with the video
            }
            NDArray inputs = tokens.rows();
            if (network.mixesIn(ClassToken.MIXED_AFTER_THE_CNN)) {
                inputs = owned(owned, mixedAndResized(inputs));
            }
            NDArray values = options.role() == Role.VALUES ? attention : inputs;
            if (network.valueEmbedding != null) {
                values = owned(owned, network.valueEmbedding.forward(values, context));
            }
            if (network.mixesIn(ClassToken.MIXED_AFTER_THE_SOFTMAX)) {
                values = owned(owned, mixedAndResized(values));
            }
            return withSkip(values.mul(weights), attention, inputs);
        }
    }

    private static NDArray owned(NDList owned, NDArray array) {
        owned.add(array);
        return array;
    }

    private boolean isAttentionUsedAgain() {
        return options.role() == Role.VALUES || options.softmax() == Softmax.NONE || options.skip() == Skip.CNN;
    }

    private NDArray withSkip(NDArray output, NDArray attention, NDArray inputs) {
        if (options.skip() == Skip.INPUT) {
            return network.skip.add(output, inputs, context);
        }
        if (options.skip() != Skip.CNN) {
            return output;
        }
        if (!network.mixesIn(ClassToken.MIXED_AFTER_THE_SOFTMAX)) {
            return network.skip.add(output, attention, context);
        }
        try (NDArray skipped = mixedAndResized(attention)) {
            return network.skip.add(output, skipped, context);
        }
    }

    /** The CNN's map of the keys, scaled, with positions if those are on attention: {@code [rows, width]}. */
    private NDArray attention(Tokens tokens) {
        NDArray map = scaled(mixedIn(ClassToken.MIXED_AFTER_THE_CNN, embeddedMap(tokens)));
        return network.onInput() ? map : withPositions(map);
    }

    private NDArray embeddedMap(Tokens tokens) {
        Linear keyEmbedding = network.keyEmbedding;
        if (keyEmbedding == null) {
            return mapWithSkip(tokens);
        }
        UnaryOperator<NDArray> embedding = rows -> keyEmbedding.forward(rows, context);
        // A training pass keeps all arrays anyway, and then embeds the frames once instead of once per channel.
        try (Tokens keys = context.training() ? tokens.mapped(embedding) : tokens.mappedLazily(embedding)) {
            return mapWithSkip(keys);
        }
    }

    private NDArray mapWithSkip(Tokens keys) {
        NDArray map = cnnMap(keys);
        return options.skip() == Skip.KEYS ? network.skip.add(map, keys.rows(), context) : map;
    }

    /**
     * The CNN's map of the keys, averaged over the features and stretched to one row per key. Computed tile by tile, except
     * in training, where batch norms need the statistics of the whole.
     */
    private NDArray cnnMap(Tokens keys) {
        CnnInput input = options.channels() == Channels.CHANGES ? new DifferenceChannels(keys.rows()) : keys;
        int rows = Math.multiplyExact(keys.count(), options.rowsPerFrame());
        NDList maps = new NDList();
        List<Tile> tiles = context.training() ? List.of(Tile.all(rows)) : network.cnn.tiles(rows);
        for (Tile tile : tiles) {
            CancelledException.throwIfInterrupted();
            maps.add(cnnMap(input, tile));
        }
        try (NDArray map = Rows.joined(maps)) {
            return AdaptivePool.stretch(map, keys.count());
        }
    }

    /** The CNN's map of one tile: {@code [rows of the map, width]}. */
    private NDArray cnnMap(CnnInput input, Tile tile) {
        try (NDArray image = input.image(tile, options.rowsPerFrame());
                NDArray map = network.cnn.forward(image, context);
                NDArray columns = map.mean(new int[] {3});
                NDArray channels = columns.squeeze(0);
                NDArray matrix = channels.transpose()) {
            long end = Math.min(matrix.getShape().get(0), (long) tile.skipped() + tile.taken());
            return matrix.get("{}:{}", tile.skipped(), end);
        }
    }

    /** Divides attention by the square root of a size; takes ownership of it. */
    private NDArray scaled(NDArray attention) {
        double rows = attention.getShape().get(0);
        double width = attention.getShape().get(1);
        double size =
                switch (options.scale()) {
                    case NONE -> 1;
                    case FEATURES -> width;
                    case TIME -> rows;
                    case TIME_AND_FEATURES -> rows * width;
                };
        if (size == 1) {
            return attention;
        }
        try (attention;
                NDArray root = Constant.of(Math.sqrt(size), attention)) {
            return attention.div(root);
        }
    }

    /** Mixes the class token into the frames if the options say so for this place; takes ownership of the rows. */
    private NDArray mixedIn(ClassToken place, NDArray rows) {
        if (!network.mixesIn(place)) {
            return rows;
        }
        try (rows) {
            return AdaptivePool.mixNeighbours(rows);
        }
    }

    /** Mixes the class token into the frames and resizes the rows to the width of the CNN's map. */
    private NDArray mixedAndResized(NDArray rows) {
        NDArray mixed = AdaptivePool.mixNeighbours(rows);
        if (mixed.getShape().get(1) == options.cnn().width()) {
            return mixed;
        }
        try (mixed) {
            return AdaptivePool.resizeRows(mixed, options.cnn().width());
        }
    }
}
