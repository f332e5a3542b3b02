package io.csta.nn.csta;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import io.csta.checkpoint.Checkpoint;
import io.csta.nn.backbone.Backbone;
import io.csta.nn.csta.CstaOptions.ClassToken;
import io.csta.nn.csta.CstaOptions.Embedding;
import io.csta.nn.csta.CstaOptions.Head;
import io.csta.nn.csta.CstaOptions.PositionPlace;
import io.csta.nn.csta.CstaOptions.Positions;
import io.csta.nn.csta.CstaOptions.Role;
import io.csta.nn.layer.BatchNorm2d;
import io.csta.nn.layer.ForwardContext;
import io.csta.nn.layer.GraphContext;
import io.csta.nn.layer.InitialValues;
import io.csta.nn.layer.Layer;
import io.csta.nn.layer.Linear;
import io.csta.nn.layer.ModelMismatchException;
import io.csta.nn.layer.ParameterValues;
import io.csta.nn.layer.StateDict;
import io.csta.onnx.Value;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * CSTA: features {@code [frames, input width]} to one importance score per frame, {@code [frames]}.
 *
 * <p>Son, Park and Kim, "CSTA: CNN-based Spatiotemporal Attention for Video Summarization", CVPR 2024. With its published
 * defaults: a class token on top of the frames, key embedding, GoogLeNet over the matrix of frames and features as
 * attention, a skip connection from the keys with batch norm, fixed positions, softmax over time and over features, value
 * embedding, the class token mixed in at the end, and a classifier. {@link CstaOptions} select other parts.
 *
 * <p>This class has the parts and their parameters. {@link CstaForward} computes with DJL, and {@link CstaGraph} writes ONNX
 * operators.
 */
public final class CstaNetwork extends Layer {

    /** Width of a feature vector of GoogLeNet, and by default. */
    public static final int WIDTH = 1024;

    /** The minimum number of frames with the published defaults: GoogLeNet's pooling reduces fewer to an empty map. */
    public static final int FEWEST_FRAMES = 14;

    /** The factor of the output weights at the start of training from random weights. */
    private static final double INITIAL_OUTPUT = 0.1;

    /** Channels of a CNN's input image. */
    static final int CHANNELS = 3;

    private final CstaOptions options;
    final @Nullable Parameter classToken;
    final Backbone cnn;
    final @Nullable PositionEncoding positions;
    final @Nullable Linear inputEmbedding;
    final @Nullable Linear keyEmbedding;
    final @Nullable Linear valueEmbedding;
    final SkipConnection skip;
    final Layer head;

    /** A network with the published defaults, and with declared shapes but no values yet. */
    public CstaNetwork() {
        this(CstaOptions.published());
    }

    /** A network with declared shapes but no values yet, which are set once. */
    public CstaNetwork(CstaOptions options) {
        int width = options.cnn().width();
        boolean embeds = options.embedding() == Embedding.KEY_AND_VALUE;
        this.options = options;
        this.classToken = options.classToken() == ClassToken.NONE
                ? null
                : declare(
                        "CLS", Parameter.Type.WEIGHT, InitialValues.constant(0), 1, CHANNELS, 1, options.inputWidth());
        Backbone backbone = Backbone.of(options.cnn());
        this.cnn = addChildBlock(backbone.key(), backbone);
        this.positions = options.positions() == Positions.NONE
                ? null
                : addChildBlock(
                        "Positional_encoding_op",
                        PositionEncoding.of(options.positions(), options.positionShape(), width));
        this.inputEmbedding = onInput() ? linear("Positional_encoding_embedding", options.inputWidth()) : null;
        this.head = addChildBlock(
                "",
                options.head() == Head.CLASSIFIER
                        ? new Classifier(width, options.classifierDropout())
                        : new MeanScore());
        this.keyEmbedding = embeds ? linear("key_embedding", width) : null;
        this.valueEmbedding = embeds && options.role() == Role.ATTENTION ? linear("value_embedding", width) : null;
        this.skip = new SkipConnection(options.skipNorm() ? skipNorm() : null);
    }

    private Linear linear(String name, int out) {
        return addChildBlock(name, new Linear(options.inputWidth(), out));
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

    /** Whether positions are added to the CNN's input, where the three channels may then differ. */
    public boolean onInput() {
        return options.positionPlace() == PositionPlace.INPUT;
    }

    /** Whether the class token is mixed into the frames here. */
    boolean mixesIn(ClassToken place) {
        return options.classToken() == place;
    }

    /** The options that it is built from. */
    public CstaOptions options() {
        return options;
    }

    /** The CNN, which maps {@code [1, 3, rows, width]} to {@code [1, channels, rows', width']}. */
    public Backbone cnn() {
        return cnn;
    }

    /** The position encoding of attention {@code [rows, width]}, if there is one. */
    public Optional<Layer> positions() {
        return Optional.ofNullable(positions);
    }

    /** The minimum number of frames that it can score. */
    public int fewestFrames() {
        int copies = options.rowsPerFrame();
        int tokens = (cnn.fewestRows() + copies - 1) / copies;
        return Math.max(1, tokens - (classToken == null ? 0 : 1));
    }

    /**
     * Loads a checkpoint in the published layout. The parameters are frozen.
     *
     * @param owner owns the values, on its device
     * @throws ModelMismatchException if the checkpoint does not fit CSTA with these options
     */
    public void load(Checkpoint checkpoint, NDManager owner) {
        StateDict.load(this, title(), checkpoint, this::isUnused, owner);
    }

    /** Sets every parameter from its key, for example of a network that was never trained. The parameters are frozen. */
    public void fill(ParameterValues values, NDManager owner) {
        StateDict.fill(this, values, owner);
    }

    /**
     * As {@link #load}, with parameters that can be trained.
     *
     * @param owner owns the values, on its device
     * @throws ModelMismatchException if the checkpoint does not fit CSTA with these options
     */
    public void loadTrainable(Checkpoint checkpoint, NDManager owner) {
        StateDict.loadTrainable(this, title(), checkpoint, this::isUnused, owner);
    }

    /**
     * Initializes every parameter from the distribution that the authors' code uses, for training.
     *
     * @param seed determines every value, together with the parameter's key
     * @param owner owns the values, on its device
     */
    public void initialize(long seed, NDManager owner) {
        StateDict.initialize(this, seed, owner);
    }

    /**
     * Replaces the CNN's values by those of a torchvision checkpoint, which was trained on images. Call it after
     * {@link #initialize}.
     *
     * @param imagenet has the keys of the CNN; classifiers are ignored
     * @throws ModelMismatchException if the checkpoint does not fit the CNN
     */
    public void initializeBackbone(Checkpoint imagenet) {
        StateDict.replace(cnn, cnn.title(), imagenet, Backbone::isUnused);
    }

    /**
     * Makes the initial scores nearly equal, about one half. Call it after {@link #initialize}, before training.
     *
     * <p>The hidden values of the classifier are nearly equal at first, because their biases are 0.1 and the weighted values are
     * small. The layer norm magnifies what little they differ by, so a single step, which moves all biases, moves the logits as far
     * as the output weights permit: to about -50 with those of the published initialization, where the logistic function has no
     * gradient. Small output weights limit that until the hidden values differ by content.
     */
    public void flattenInitialScores() {
        Parameter output = parameters().get("linear2.0.weight");
        if (output != null) {
            try (NDArray values = output.getArray().stopGradient()) { // shares the memory
                values.muli(INITIAL_OUTPUT);
            }
        }
    }

    /**
     * The values of a checkpoint, for {@link CstaGraph}.
     *
     * @throws ModelMismatchException as {@link #load} does
     */
    public GraphContext.Weights weights(Checkpoint checkpoint) {
        return StateDict.weights(this, title(), checkpoint, this::isUnused);
    }

    private boolean isUnused(String key) {
        boolean table = options.positions() == Positions.FIXED && key.equals("Positional_encoding_op.pe");
        String ofCnn = cnn.key() + ".";
        return table // computed by a formula, for any length
                || key.endsWith(".num_batches_tracked")
                || (key.startsWith(ofCnn) && Backbone.isUnused(key.substring(ofCnn.length())));
    }

    /** The name of this network in error messages. */
    private String title() {
        boolean published = options.equals(CstaOptions.published());
        return "CSTA with " + (published ? "its published options" : options.text());
    }

    /**
     * Scores frames with the frozen network.
     *
     * @param features {@code [frames, input width]}, at least {@link #fewestFrames} of them; stays open
     * @return {@code [frames]}, attached to the manager of {@code features}
     */
    public NDArray score(ParameterStore store, NDArray features) {
        return forward(features, ForwardContext.scoring(store));
    }

    /**
     * Scores frames in training: batch norms use the statistics of these frames and update their running statistics, and
     * dropout is active.
     *
     * @param features {@code [frames, input width]}, at least {@link #fewestFrames} of them; must stay open until the backward pass
     *     is done
     * @param dropoutSeed alone determines which values are dropped
     * @return {@code [frames]}, attached to the manager of {@code features}, with the graph for the backward pass
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
     * @return an unmodifiable map
     */
    public Map<String, Parameter> parameters() {
        return Collections.unmodifiableMap(StateDict.parameters(this));
    }

    /** The current values by published key, with the options as metadata. */
    public Checkpoint checkpoint() {
        return StateDict.checkpoint(this, Map.of(CstaOptions.METADATA, options.text()));
    }

    /** Folds the CNN's batch norms into its convolutions, which makes it faster and no longer trainable. */
    public void fold(NDManager owner) {
        cnn.fold(owner);
    }

    /** As one graph; {@link CstaGraph} also offers its steps, of which the CNN can run tile by tile. */
    @Override
    public Value write(Value features, GraphContext context) {
        return new CstaGraph(this).write(features, context);
    }

    @Override
    public NDArray forward(NDArray features, ForwardContext context) {
        checkLength(Math.toIntExact(features.getShape().get(0)));
        return new CstaForward(this, context).scores(features);
    }

    /**
     * Checks that there is a position for every frame.
     *
     * @throws ModelMismatchException if there are more frames than positions
     */
    public void checkLength(int frames) {
        if (positions != null && !onInput()) {
            boolean token = classToken != null && !mixesIn(ClassToken.MIXED_AFTER_THE_CNN);
            positions.check(frames + (token ? 1 : 0));
        }
    }
}
