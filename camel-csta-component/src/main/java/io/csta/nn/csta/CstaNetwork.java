package io.csta.nn.csta;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import io.csta.CancelledException;
import io.csta.checkpoint.Checkpoint;
import io.csta.nn.backbone.Backbone;
import io.csta.nn.backbone.Tile;
import io.csta.nn.csta.CstaOptions.Channels;
import io.csta.nn.csta.CstaOptions.ClassToken;
import io.csta.nn.csta.CstaOptions.Embedding;
import io.csta.nn.csta.CstaOptions.Head;
import io.csta.nn.csta.CstaOptions.PositionPlace;
import io.csta.nn.csta.CstaOptions.Positions;
import io.csta.nn.csta.CstaOptions.Role;
import io.csta.nn.csta.CstaOptions.Skip;
import io.csta.nn.csta.CstaOptions.Softmax;
import io.csta.nn.layer.AdaptivePool;
import io.csta.nn.layer.BatchNorm2d;
import io.csta.nn.layer.Constant;
import io.csta.nn.layer.Dropout;
import io.csta.nn.layer.ForwardContext;
import io.csta.nn.layer.GraphContext;
import io.csta.nn.layer.InitialValues;
import io.csta.nn.layer.Layer;
import io.csta.nn.layer.Linear;
import io.csta.nn.layer.ModelMismatchException;
import io.csta.nn.layer.ParameterValues;
import io.csta.nn.layer.Rows;
import io.csta.nn.layer.StateDict;
import io.csta.onnx.Value;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * CSTA: features {@code [frames, 1024]} to one importance score a frame, {@code [frames]}.
 *
 * <p>Son, Park and Kim, "CSTA: CNN-based Spatiotemporal Attention for Video Summarization", CVPR 2024. With its published
 * defaults: a class token on top of the frames, key embedding, GoogLeNet over the matrix of frames and features as
 * attention, a skip connection from the keys with batch norm, fixed positions, softmax over time and over features, value
 * embedding, the class token mixed in at the end, and a classifier. {@link CstaOptions} choose other parts.
 */
public final class CstaNetwork extends Layer {

    /** Width of a feature vector. */
    public static final int WIDTH = 1024;

    /** With the published defaults: GoogLeNet's poolings leave nothing of fewer frames. */
    public static final int FEWEST_FRAMES = 14;

    /** CNNs take pictures of three channels. */
    private static final int CHANNELS = 3;

    private final CstaOptions options;
    final @Nullable Parameter classToken;
    public final Backbone cnn;
    public final @Nullable PositionEncoding positions;
    final @Nullable Linear inputEmbedding;
    final @Nullable Linear keyEmbedding;
    final @Nullable Linear valueEmbedding;
    final SkipConnection skip;
    private final Dropout dropout;
    private final AttentionWeights attentionWeights;
    final Layer head;

    /** A network of the published defaults, with declared shapes and no values yet. */
    public CstaNetwork() {
        this(CstaOptions.published());
    }

    /** A network with declared shapes and no values yet, which it takes once. */
    public CstaNetwork(CstaOptions options) {
        int width = options.cnn().width();
        boolean embeds = options.embedding() == Embedding.KEY_AND_VALUE;
        this.options = options;
        this.classToken = options.classToken() == ClassToken.NONE
                ? null
                : declare("CLS", Parameter.Type.WEIGHT, InitialValues.constant(0), 1, CHANNELS, 1, WIDTH);
        Backbone backbone = Backbone.of(options.cnn());
        this.cnn = addChildBlock(backbone.key(), backbone);
        this.positions = options.positions() == Positions.NONE
                ? null
                : addChildBlock(
                        "Positional_encoding_op",
                        PositionEncoding.of(options.positions(), options.positionShape(), width));
        this.inputEmbedding = onInput() ? linear("Positional_encoding_embedding", WIDTH) : null;
        this.head = addChildBlock(
                "",
                options.head() == Head.CLASSIFIER
                        ? new Classifier(width, options.classifierDropout())
                        : new MeanScore());
        this.keyEmbedding = embeds ? linear("key_embedding", width) : null;
        this.valueEmbedding = embeds && options.role() == Role.ATTENTION ? linear("value_embedding", width) : null;
        this.skip = new SkipConnection(options.skipNorm() ? skipNorm() : null);
        this.dropout = new Dropout(options.dropout());
        this.attentionWeights = new AttentionWeights(
                options.softmax(),
                options.balance(),
                onInput() ? new Dropout(0) : dropout,
                share -> mixedIn(ClassToken.MIXED_AFTER_THE_SOFTMAX, share));
    }

    private Linear linear(String name, int out) {
        return addChildBlock(name, new Linear(WIDTH, out));
    }

    private BatchNorm2d skipNorm() {
        String name =
                switch (options.skip()) {
                    case KEYS, NONE -> "layernorm1";
                    case CNN -> "layernorm2";
                    case INPUT -> "layernorm3";
                };
        return addChildBlock(name, new BatchNorm2d(1, SkipConnection.EPSILON));
    }

    public boolean onInput() {
        return options.positionPlace() == PositionPlace.INPUT;
    }

    boolean mixesIn(ClassToken place) {
        return options.classToken() == place;
    }

    /** What it is made of. */
    public CstaOptions options() {
        return options;
    }

    /** How many frames it takes at least. */
    public int fewestFrames() {
        int copies = options.rowsPerFrame();
        int tokens = (cnn.fewestRows() + copies - 1) / copies;
        return Math.max(1, tokens - (classToken == null ? 0 : 1));
    }

    /**
     * Takes the values of a checkpoint as the authors publish it, frozen.
     *
     * @param owner owns the values, on its device
     * @throws ModelMismatchException if the checkpoint is not one of CSTA with these options
     */
    public void load(Checkpoint checkpoint, NDManager owner) {
        StateDict.load(this, title(), checkpoint, this::isUnused, owner);
    }

    /** Takes a value for every key, frozen: the way to a network that was never trained. */
    public void fill(ParameterValues values, NDManager owner) {
        StateDict.fill(this, values, owner);
    }

    /**
     * As {@link #load}, to be trained on.
     *
     * @param owner owns the values, on its device
     * @throws ModelMismatchException if the checkpoint is not one of CSTA with these options
     */
    public void loadTrainable(Checkpoint checkpoint, NDManager owner) {
        StateDict.loadTrainable(this, title(), checkpoint, this::isUnused, owner);
    }

    /**
     * Draws a value for every parameter as the authors' code does, to be trained.
     *
     * @param seed decides every value, together with the parameter's key
     * @param owner owns the values, on its device
     */
    public void initialize(long seed, NDManager owner) {
        StateDict.initialize(this, seed, owner);
    }

    /**
     * Takes the CNN's values of a checkpoint as torchvision publishes it, trained on pictures. Comes after
     * {@link #initialize}.
     *
     * @param imagenet its keys are those of the CNN; classifiers are left out
     * @throws ModelMismatchException if the checkpoint is not one of the CNN
     */
    public void initializeBackbone(Checkpoint imagenet) {
        StateDict.replace(cnn, cnn.title(), imagenet, Backbone::isUnused);
    }

    /**
     * The values of a checkpoint, for {@link CstaGraph} to write.
     *
     * @throws ModelMismatchException as {@link #load} does
     */
    public GraphContext.Weights weights(Checkpoint checkpoint) {
        return StateDict.weights(this, title(), checkpoint, this::isUnused);
    }

    private boolean isUnused(String key) {
        boolean table = options.positions() == Positions.FIXED && key.equals("Positional_encoding_op.pe");
        String ofCnn = cnn.key() + ".";
        return table // the formula gives it, for any length
                || key.endsWith(".num_batches_tracked")
                || (key.startsWith(ofCnn) && Backbone.isUnused(key.substring(ofCnn.length())));
    }

    /** What it is, for people who gave a checkpoint of something else. */
    private String title() {
        boolean published = options.equals(CstaOptions.published());
        return "CSTA with " + (published ? "its published options" : options.text());
    }

    /**
     * Scores frames with the frozen network.
     *
     * @param features {@code [frames, 1024]}, at least {@link #fewestFrames} of them; stays open
     * @return {@code [frames]}, attached to the manager of {@code features}
     */
    public NDArray score(ParameterStore store, NDArray features) {
        return forward(features, ForwardContext.scoring(store));
    }

    /**
     * Scores frames to learn from: batch norms use the statistics of these frames and add them to their running ones,
     * dropout drops.
     *
     * @param features {@code [frames, 1024]}, at least {@link #fewestFrames} of them; has to stay open until gradients are
     *     taken
     * @param dropoutSeed decides what is dropped, and nothing else does
     * @return {@code [frames]}, attached to the manager of {@code features}, with what gradients need
     */
    public NDArray scoreInTraining(ParameterStore store, NDArray features, long dropoutSeed) {
        return forward(features, ForwardContext.training(store, dropoutSeed));
    }

    /**
     * All parameters by their key in the published state dict, in the order of the network.
     *
     * <p>Those that {@linkplain Parameter#requiresGradient require a gradient} are trained; the others are running
     * statistics, or frozen.
     *
     * @return a map that cannot be changed
     */
    public Map<String, Parameter> parameters() {
        return Collections.unmodifiableMap(StateDict.parameters(this));
    }

    /** The values as they are now, by published key, with the options as metadata. */
    public Checkpoint checkpoint() {
        return StateDict.checkpoint(this, Map.of(CstaOptions.METADATA, options.text()));
    }

    /** Folds the CNN's batch norms into its convolutions: faster, and no longer trainable. */
    public void fold(NDManager owner) {
        cnn.fold(owner);
    }

    /** Written by {@link CstaGraph}, in steps that can run tile by tile. */
    @Override
    public Value write(Value features, GraphContext context) {
        return new CstaGraph(this).write(features, context);
    }

    @Override
    public NDArray forward(NDArray features, ForwardContext context) {
        checkLength(Math.toIntExact(features.getShape().get(0)));
        try (Tokens tokens = tokens(features, context);
                NDArray rows = mixedIn(ClassToken.MIXED_AT_THE_END, weighed(tokens, context))) {
            return head.forward(rows, context);
        }
    }

    /**
     * Refuses more frames than there are positions.
     *
     * @throws ModelMismatchException if there are too many
     */
    public void checkLength(int frames) {
        if (positions != null && !onInput()) {
            boolean token = classToken != null && !mixesIn(ClassToken.MIXED_AFTER_THE_CNN);
            positions.check(frames + (token ? 1 : 0));
        }
    }

    /** The features, embedded and placed if that happens here, under the class token. */
    private Tokens tokens(NDArray features, ForwardContext context) {
        NDArray token = classToken == null ? null : context.value(classToken, features);
        if (inputEmbedding == null) {
            return Tokens.of(token, features);
        }
        try (NDArray embedded = inputEmbedding.forward(features, context);
                Tokens tokens = Tokens.of(token, embedded)) {
            NDArray channels = tokens.picture(Tile.all(tokens.count()));
            return Tokens.of(dropout.apply(placed(channels, context), context));
        }
    }

    /** With positions, if there are any; takes the input over. */
    private NDArray placed(NDArray input, ForwardContext context) {
        if (positions == null) {
            return input;
        }
        try (input) {
            return positions.forward(input, context);
        }
    }

    /** Values weighted by attention: {@code [rows, width]}. */
    private NDArray weighed(Tokens tokens, ForwardContext context) {
        try (NDList made = new NDList()) {
            NDArray attention = kept(made, attention(tokens, context));
            NDArray weights =
                    options.softmax() == Softmax.NONE ? attention : kept(made, attentionWeights.of(attention, context));
            if (!attentionIsUsedAgain()) {
                attention.close(); // long before the others: it is as large as the video is long
            }
            NDArray inputs = tokens.rows();
            if (mixesIn(ClassToken.MIXED_AFTER_THE_CNN)) {
                inputs = kept(made, resized(inputs));
            }
            NDArray values = options.role() == Role.VALUES ? attention : inputs;
            if (valueEmbedding != null) {
                values = kept(made, valueEmbedding.forward(values, context));
            }
            if (mixesIn(ClassToken.MIXED_AFTER_THE_SOFTMAX)) {
                values = kept(made, resized(values));
            }
            return skippedTo(values.mul(weights), attention, inputs, context);
        }
    }

    private static NDArray kept(NDList made, NDArray array) {
        made.add(array);
        return array;
    }

    private boolean attentionIsUsedAgain() {
        return options.role() == Role.VALUES || options.softmax() == Softmax.NONE || options.skip() == Skip.CNN;
    }

    private NDArray skippedTo(NDArray output, NDArray attention, NDArray inputs, ForwardContext context) {
        if (options.skip() == Skip.INPUT) {
            return skip.add(output, inputs, context);
        }
        if (options.skip() != Skip.CNN) {
            return output;
        }
        if (!mixesIn(ClassToken.MIXED_AFTER_THE_SOFTMAX)) {
            return skip.add(output, attention, context);
        }
        try (NDArray past = resized(attention)) {
            return skip.add(output, past, context);
        }
    }

    /** What the CNN sees in the keys, and what is added to that: {@code [rows, width]}. */
    private NDArray attention(Tokens tokens, ForwardContext context) {
        NDArray map = scaled(mixedIn(ClassToken.MIXED_AFTER_THE_CNN, seen(tokens, context)));
        return onInput() ? map : placed(map, context);
    }

    private NDArray seen(Tokens tokens, ForwardContext context) {
        if (keyEmbedding == null) {
            return seenInKeys(tokens, context);
        }
        UnaryOperator<NDArray> embedding = rows -> keyEmbedding.forward(rows, context);
        // A training pass keeps everything anyway, and saves embedding the frames once a channel.
        try (Tokens keys = context.training() ? tokens.mapped(embedding) : tokens.mappedWhereSeen(embedding)) {
            return seenInKeys(keys, context);
        }
    }

    private NDArray seenInKeys(Tokens keys, ForwardContext context) {
        NDArray map = look(keys, context);
        return options.skip() == Skip.KEYS ? skip.add(map, keys.rows(), context) : map;
    }

    /**
     * The CNN over the keys, its map averaged over the features and stretched back in time. Tile by tile, unless batch
     * norms have to see everything.
     */
    private NDArray look(Tokens keys, ForwardContext context) {
        PictureSource source = options.channels() == Channels.CHANGES ? new DifferenceChannels(keys.rows()) : keys;
        int rows = Math.multiplyExact(keys.count(), options.rowsPerFrame());
        NDList maps = new NDList();
        List<Tile> tiles = context.training() ? List.of(Tile.all(rows)) : cnn.tiles(rows);
        for (Tile tile : tiles) {
            CancelledException.throwIfInterrupted();
            maps.add(look(source, tile, context));
        }
        try (NDArray map = Rows.joined(maps)) {
            return AdaptivePool.stretch(map, keys.count());
        }
    }

    /** What the CNN sees in one tile: {@code [rows of the map, width]}. */
    private NDArray look(PictureSource source, Tile tile, ForwardContext context) {
        try (NDArray picture = source.picture(tile, options.rowsPerFrame());
                NDArray map = cnn.forward(picture, context);
                NDArray columns = map.mean(new int[] {3});
                NDArray channels = columns.squeeze(0);
                NDArray matrix = channels.transpose()) {
            long end = Math.min(matrix.getShape().get(0), (long) tile.skipped() + tile.taken());
            return matrix.get("{}:{}", tile.skipped(), end);
        }
    }

    /** Divided by the square root of a size; takes the attention over. */
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

    /** With the class token mixed into the frames, if this is the place for that; takes the rows over. */
    private NDArray mixedIn(ClassToken place, NDArray rows) {
        if (!mixesIn(place)) {
            return rows;
        }
        try (rows) {
            return AdaptivePool.mixNeighbours(rows);
        }
    }

    /** With the class token mixed in, and as wide as the CNN's map. */
    private NDArray resized(NDArray rows) {
        NDArray mixed = AdaptivePool.mixNeighbours(rows);
        if (mixed.getShape().get(1) == options.cnn().width()) {
            return mixed;
        }
        try (mixed) {
            return AdaptivePool.resizeRows(mixed, options.cnn().width());
        }
    }
}
