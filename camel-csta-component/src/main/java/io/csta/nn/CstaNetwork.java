package io.csta.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
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
        try (NDArray tokens = withClassToken(store, features, training);
                NDArray attended = attend(store, tokens, training);
                NDArray mixed = AdaptivePool.mixNeighbours(attended);
                NDArray hiddenRows = hidden.forward(store, mixed, training)) {
            return score.forward(store, hiddenRows, training);
        }
    }

    /** The features three times, one channel each, under the class token: {@code [1, 3, frames + 1, 1024]}. */
    private NDArray withClassToken(ParameterStore store, NDArray features, boolean training) {
        NDArray token = store.getValue(classToken, features.getDevice(), training);
        try (NDArray channel = features.reshape(1, 1, -1, WIDTH);
                NDArray channels = NDArrays.concat(new NDList(channel, channel, channel), 1)) {
            // The scope of this call owns the result: the parameter lives elsewhere.
            NDArray tokens = NDArrays.concat(new NDList(token, channels), 2);
            tokens.attach(features.getManager());
            return tokens;
        }
    }

    /** Values weighted by their share in time and by their share among the features: {@code [rows, 1024]}. */
    private NDArray attend(ParameterStore store, NDArray tokens, boolean training) {
        try (NDArray logits = attentionLogits(store, tokens, training);
                NDArray inTime = logits.softmax(0);
                NDArray inSpace = logits.softmax(1);
                NDArray inputs = tokens.get("0, 0");
                NDArray values = valueEmbedding.forward(store, inputs, training);
                NDArray temporal = values.mul(inTime);
                NDArray spatial = values.mul(inSpace)) {
            return temporal.add(spatial);
        }
    }

    /** What the CNN sees in the keys, the keys themselves and the positions, added up: {@code [rows, 1024]}. */
    private NDArray attentionLogits(ParameterStore store, NDArray tokens, boolean training) {
        int rows = Math.toIntExact(tokens.getShape().get(2));
        try (NDArray keys = keyEmbedding.forward(store, tokens, training);
                NDArray seen = look(store, keys, rows, training);
                NDArray firstKeys = keys.get("0, 0");
                NDArray skipped = seen.add(firstKeys);
                NDArray picture = skipped.reshape(1, 1, rows, WIDTH);
                NDArray normalized = skipNormalization.forward(store, picture, training);
                NDArray matrix = normalized.reshape(rows, WIDTH);
                NDArray positions = FixedPositions.table(tokens.getManager(), rows, WIDTH)) {
            return matrix.add(positions);
        }
    }

    /** GoogLeNet over the keys, its map averaged over the features and stretched back in time. */
    private NDArray look(ParameterStore store, NDArray keys, int rows, boolean training) {
        try (NDArray map = attention.forward(store, keys, training);
                NDArray columns = map.mean(new int[] {3});
                NDArray channels = columns.squeeze(0);
                NDArray matrix = channels.transpose()) {
            return AdaptivePool.stretch(matrix, rows);
        }
    }
}
