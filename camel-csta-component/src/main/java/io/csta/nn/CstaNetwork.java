package io.csta.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import io.csta.CancelledException;
import io.csta.checkpoint.Checkpoint;

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
    private final GoogLeNet attention;
    private final Linear keyEmbedding;
    private final Linear valueEmbedding;
    private final BatchNorm2d skipNormalization;
    private final Classifier.Hidden hidden;
    private final Classifier.Score score;

    /** A network with declared shapes and no values yet. */
    public CstaNetwork() {
        this.classToken = declare("CLS", Parameter.Type.WEIGHT, true, 1, CHANNELS, 1, WIDTH);
        this.attention = addChildBlock(ATTENTION, new GoogLeNet());
        this.hidden = addChildBlock("linear1", new Classifier.Hidden(WIDTH));
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
        return forward(store, features, false);
    }

    /** Folds the attention's batch norms into its convolutions: faster, and no longer trainable. */
    public void fold(NDManager owner) {
        attention.fold(owner);
    }

    @Override
    NDArray forward(ParameterStore store, NDArray features, boolean training) {
        try (NDArray inputs = underClassToken(store, features, 0, training);
                NDArray attended = attend(store, inputs, features, training);
                NDArray mixed = AdaptivePool.mixNeighbours(attended);
                NDArray hiddenRows = hidden.forward(store, mixed, training)) {
            return score.forward(store, hiddenRows, training);
        }
    }

    /** The features under one channel of the class token: {@code [frames + 1, 1024]}. */
    private NDArray underClassToken(ParameterStore store, NDArray features, int channel, boolean training) {
        NDArray token = store.getValue(classToken, features.getDevice(), training);
        try (NDArray row = token.get("0, {}", channel)) {
            // The scope of this call owns the result: the parameter lives elsewhere.
            NDArray inputs = NDArrays.concat(new NDList(row, features), 0);
            inputs.attach(features.getManager());
            return inputs;
        }
    }

    /** Values weighted by their share in time and by their share among the features: {@code [rows, 1024]}. */
    private NDArray attend(ParameterStore store, NDArray inputs, NDArray features, boolean training) {
        try (NDArray shares = shares(store, inputs, features, training);
                NDArray values = valueEmbedding.forward(store, inputs, training)) {
            return values.mul(shares);
        }
    }

    private NDArray shares(ParameterStore store, NDArray inputs, NDArray features, boolean training) {
        try (NDArray logits = attentionLogits(store, inputs, features, training);
                NDArray inTime = logits.softmax(0);
                NDArray inSpace = logits.softmax(1)) {
            return inTime.add(inSpace);
        }
    }

    /** What the CNN sees in the keys, the keys themselves and the positions, added up: {@code [rows, 1024]}. */
    private NDArray attentionLogits(ParameterStore store, NDArray inputs, NDArray features, boolean training) {
        int rows = Math.toIntExact(inputs.getShape().get(0));
        try (NDArray normalized = normalizedSum(store, inputs, features, rows, training);
                NDArray positions = FixedPositions.table(inputs.getManager(), rows, WIDTH)) {
            return normalized.add(positions);
        }
    }

    private NDArray normalizedSum(ParameterStore store, NDArray inputs, NDArray features, int rows, boolean training) {
        try (NDArray seen = look(store, features, rows, training);
                NDArray keys = keyEmbedding.forward(store, inputs, training);
                NDArray skipped = seen.add(keys);
                NDArray picture = skipped.reshape(1, 1, rows, WIDTH);
                NDArray normalized = skipNormalization.forward(store, picture, training)) {
            return normalized.reshape(rows, WIDTH);
        }
    }

    /**
     * GoogLeNet over the keys, its map averaged over the features and stretched back in time. Strip by strip, unless
     * batch norms have to see everything.
     */
    private NDArray look(ParameterStore store, NDArray features, int rows, boolean training) {
        NDList maps = new NDList();
        for (Strip strip : training ? Strip.whole(rows) : Strip.of(rows)) {
            CancelledException.throwIfInterrupted();
            maps.add(look(store, features, strip, training));
        }
        try (NDArray map = NDArrays.concat(maps, 0)) {
            return AdaptivePool.stretch(map, rows);
        } finally {
            maps.close();
        }
    }

    /** What the CNN sees in one strip: {@code [rows of the map, 1024]}. */
    private NDArray look(ParameterStore store, NDArray features, Strip strip, boolean training) {
        try (NDArray tokens = tokens(store, features, strip, training);
                NDArray keys = keyEmbedding.forward(store, tokens, training);
                NDArray map = attention.forward(store, keys, training);
                NDArray columns = map.mean(new int[] {3});
                NDArray channels = columns.squeeze(0);
                NDArray matrix = channels.transpose()) {
            long end = Math.min(matrix.getShape().get(0), (long) strip.skipped() + strip.taken());
            return matrix.get("{}:{}", strip.skipped(), end).duplicate();
        }
    }

    /** The features of a strip three times, one channel each, under the class token: {@code [1, 3, rows, 1024]}. */
    private NDArray tokens(ParameterStore store, NDArray features, Strip strip, boolean training) {
        boolean top = strip.firstRow() == 0;
        try (NDArray part = features.get("{}:{}", top ? 0 : strip.firstRow() - 1, strip.endRow() - 1);
                NDArray channel = part.reshape(1, 1, -1, WIDTH)) {
            NDArray channels = NDArrays.concat(new NDList(channel, channel, channel), 1);
            if (!top) {
                return channels;
            }
            NDArray token = store.getValue(classToken, features.getDevice(), training);
            try (channels) {
                NDArray tokens = NDArrays.concat(new NDList(token, channels), 2);
                tokens.attach(features.getManager());
                return tokens;
            }
        }
    }
}
