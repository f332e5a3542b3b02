package io.csta.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import io.csta.CancelledException;
import io.csta.checkpoint.Checkpoint;
import java.util.Collections;
import java.util.Map;

/**
 * CSTA: features {@code [frames, 1024]} to one importance score between 0 and 1 a frame, {@code [frames]}.
 *
 * <p>Son, Park and Kim, "CSTA: CNN-based Spatiotemporal Attention for Video Summarization", CVPR 2024, with its
 * published defaults: a class token on top of the frames, key embedding, GoogLeNet over the matrix of frames and
 * features as attention, a skip connection from the keys with batch norm, fixed positions, softmax over time and over
 * features, value embedding, the class token mixed in at the end, and a classifier.
 */
public final class CstaNetwork extends Layer {

    /** Width of a feature vector. */
    public static final int WIDTH = 1024;

    /** GoogLeNet's poolings leave nothing of fewer frames. */
    public static final int FEWEST_FRAMES = 14;

    /** GoogLeNet takes pictures of three channels; the features stand in each. */
    private static final int CHANNELS = 3;

    private static final String ATTENTION = "googlenet";
    private static final float SKIP_EPSILON = 1e-5f;

    private final Parameter classToken;
    private final Dropout dropout;
    private final GoogLeNet attention;
    private final Linear keyEmbedding;
    private final Linear valueEmbedding;
    private final BatchNorm2d skipNormalization;
    private final Classifier.Hidden hidden;
    private final Classifier.Score score;

    /** A network of the published defaults, with declared shapes and no values yet. */
    public CstaNetwork() {
        this(CstaOptions.published());
    }

    /** A network with declared shapes and no values yet, which it takes once. */
    public CstaNetwork(CstaOptions options) {
        this.dropout = new Dropout(options.dropout());
        this.classToken = declare("CLS", Parameter.Type.WEIGHT, InitialValues.constant(0), 1, CHANNELS, 1, WIDTH);
        this.attention = addChildBlock(ATTENTION, new GoogLeNet());
        this.hidden = addChildBlock("linear1", new Classifier.Hidden(WIDTH, options.classifierDropout()));
        this.score = addChildBlock("linear2", new Classifier.Score(WIDTH));
        this.keyEmbedding = addChildBlock("key_embedding", new Linear(WIDTH, WIDTH));
        this.valueEmbedding = addChildBlock("value_embedding", new Linear(WIDTH, WIDTH));
        this.skipNormalization = addChildBlock("layernorm1", new BatchNorm2d(1, SKIP_EPSILON));
    }

    /**
     * Takes the values of a checkpoint as the authors publish it, frozen.
     *
     * @param owner owns the values, on its device
     * @throws ModelMismatchException if the checkpoint is not one of CSTA with its published defaults
     */
    public void load(Checkpoint checkpoint, NDManager owner) {
        StateDict.load(this, "CSTA", checkpoint, CstaNetwork::isLeftover, owner);
    }

    /** Takes a value for every key, frozen: the way to a network that was never trained. */
    public void fill(ParameterValues values, NDManager owner) {
        StateDict.fill(this, values, owner);
    }

    /**
     * As {@link #load}, to be trained on.
     *
     * @param owner owns the values, on its device
     * @throws ModelMismatchException if the checkpoint is not one of CSTA with its published defaults
     */
    public void loadTrainable(Checkpoint checkpoint, NDManager owner) {
        StateDict.loadTrainable(this, "CSTA", checkpoint, CstaNetwork::isLeftover, owner);
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
        StateDict.replace(attention, "GoogLeNet", imagenet, GoogLeNet::isLeftover);
    }

    private static boolean isLeftover(String key) {
        return key.equals("Positional_encoding_op.pe") // the formula gives it, for any length
                || key.endsWith(".num_batches_tracked")
                || (key.startsWith(ATTENTION + ".") && GoogLeNet.isLeftover(key.substring(ATTENTION.length() + 1)));
    }

    /**
     * Scores frames with the frozen network.
     *
     * @param features {@code [frames, 1024]}, at least {@link #FEWEST_FRAMES} of them; stays open
     * @return {@code [frames]}, attached to the manager of {@code features}
     */
    public NDArray score(ParameterStore store, NDArray features) {
        return forward(features, Pass.scoring(store));
    }

    /**
     * Scores frames to learn from: batch norms use the statistics of these frames and add them to their running ones,
     * dropout drops.
     *
     * @param features {@code [frames, 1024]}, at least {@link #FEWEST_FRAMES} of them; stays open
     * @param dropoutSeed decides what is dropped, and nothing else does
     * @return {@code [frames]}, attached to the manager of {@code features}, with what gradients need
     */
    public NDArray scoreInTraining(ParameterStore store, NDArray features, long dropoutSeed) {
        return forward(features, Pass.training(store, dropoutSeed));
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

    /** Folds the attention's batch norms into its convolutions: faster, and no longer trainable. */
    public void fold(NDManager owner) {
        attention.fold(owner);
    }

    @Override
    NDArray forward(NDArray features, Pass pass) {
        try (NDArray inputs = underClassToken(features, pass);
                NDArray attended = attend(inputs, features, pass);
                NDArray mixed = AdaptivePool.mixNeighbours(attended);
                NDArray hiddenRows = hidden.forward(mixed, pass)) {
            return score.forward(hiddenRows, pass);
        }
    }

    /** The features under the class token's first channel: {@code [frames + 1, 1024]}. */
    private NDArray underClassToken(NDArray features, Pass pass) {
        NDArray token = pass.value(classToken, features);
        try (NDArray row = token.get("0, 0")) {
            // The scope of this call owns the result: the parameter lives elsewhere.
            NDArray inputs = NDArrays.concat(new NDList(row, features), 0);
            inputs.attach(features.getManager());
            return inputs;
        }
    }

    /** Values weighted by their share in time and by their share among the features: {@code [rows, 1024]}. */
    private NDArray attend(NDArray inputs, NDArray features, Pass pass) {
        try (NDArray shares = shares(inputs, features, pass);
                NDArray values = valueEmbedding.forward(inputs, pass)) {
            return values.mul(shares);
        }
    }

    private NDArray shares(NDArray inputs, NDArray features, Pass pass) {
        try (NDArray logits = attentionLogits(inputs, features, pass);
                NDArray inTime = dropout.apply(logits.softmax(0), pass);
                NDArray inSpace = dropout.apply(logits.softmax(1), pass)) {
            return inTime.add(inSpace);
        }
    }

    /** What the CNN sees in the keys, the keys themselves and the positions, added up: {@code [rows, 1024]}. */
    private NDArray attentionLogits(NDArray inputs, NDArray features, Pass pass) {
        int rows = Math.toIntExact(inputs.getShape().get(0));
        try (NDArray normalized = normalizedSum(inputs, features, rows, pass);
                NDArray positions = FixedPositions.table(rows, WIDTH, normalized)) {
            return normalized.add(positions);
        }
    }

    private NDArray normalizedSum(NDArray inputs, NDArray features, int rows, Pass pass) {
        try (NDArray seen = look(features, rows, pass);
                NDArray keys = keyEmbedding.forward(inputs, pass);
                NDArray skipped = seen.add(keys);
                NDArray picture = skipped.reshape(1, 1, rows, WIDTH);
                NDArray normalized = skipNormalization.forward(picture, pass)) {
            return normalized.reshape(rows, WIDTH);
        }
    }

    /**
     * GoogLeNet over the keys, its map averaged over the features and stretched back in time. Strip by strip, unless
     * batch norms have to see everything.
     */
    private NDArray look(NDArray features, int rows, Pass pass) {
        NDList maps = new NDList();
        for (Strip strip : pass.training() ? Strip.whole(rows) : Strip.of(rows)) {
            CancelledException.throwIfInterrupted();
            maps.add(look(features, strip, pass));
        }
        try (NDArray map = Rows.joined(maps)) {
            return AdaptivePool.stretch(map, rows);
        }
    }

    /** What the CNN sees in one strip: {@code [rows of the map, 1024]}. */
    private NDArray look(NDArray features, Strip strip, Pass pass) {
        try (NDArray tokens = tokens(features, strip, pass);
                NDArray keys = keyEmbedding.forward(tokens, pass);
                NDArray map = attention.forward(keys, pass);
                NDArray columns = map.mean(new int[] {3});
                NDArray channels = columns.squeeze(0);
                NDArray matrix = channels.transpose()) {
            long end = Math.min(matrix.getShape().get(0), (long) strip.skipped() + strip.taken());
            return matrix.get("{}:{}", strip.skipped(), end);
        }
    }

    /** The features of a strip three times, one channel each, under the class token: {@code [1, 3, rows, 1024]}. */
    private NDArray tokens(NDArray features, Strip strip, Pass pass) {
        boolean top = strip.firstRow() == 0;
        try (NDArray part = features.get("{}:{}", top ? 0 : strip.firstRow() - 1, strip.endRow() - 1);
                NDArray channel = part.reshape(1, 1, -1, WIDTH)) {
            NDArray channels = NDArrays.concat(new NDList(channel, channel, channel), 1);
            if (!top) {
                return channels;
            }
            NDArray token = pass.value(classToken, features);
            try (channels) {
                NDArray tokens = NDArrays.concat(new NDList(token, channels), 2);
                tokens.attach(features.getManager());
                return tokens;
            }
        }
    }
}
