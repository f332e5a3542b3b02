package io.csta.nn.csta;

import io.csta.checkpoint.Checkpoint;
import io.csta.nn.backbone.Cnn;
import java.util.Map;
import java.util.Optional;

/**
 * The options that a CSTA network is built from: all that the authors publish, and four additional ones,
 * {@link #vectorWidth}, {@link #input}, {@link #channels} and {@link #rowsPerFrame}.
 *
 * <p>Options that conflict are refused here, before anything is loaded.
 *
 * @param cnn the network that processes the input image of frames and features
 * @param vectorWidth the number of values of a feature vector; 1024 for GoogLeNet's, 1280 for EfficientNet-Lite0's
 * @param input what the network gets of the vectors
 * @param role the use of its map
 * @param channels the content of the three channels of the input image
 * @param rowsPerFrame the number of rows per frame in the input image, 1, 2, 4 or 8; the map has one row for 32 of them
 * @param positions the position encoding
 * @param positionShape whether the features of a row have different positions
 * @param positionPlace where positions are added
 * @param softmax the axes along which attention is normalized
 * @param scale the size by whose square root attention is divided before the softmax
 * @param balance which of two softmaxes is scaled by the ratio of frames and features
 * @param classToken where the class token, one row more than frames, is mixed into the frames
 * @param embedding the linear maps before attention
 * @param skip the skip connection
 * @param skipNorm whether a batch norm follows the skip connection; false without one
 * @param head computes the score of a row
 * @param dropout the dropout ratio of the softmaxes, or of the input if positions are added there
 * @param classifierDropout the dropout ratio of the classifier's hidden values
 */
public record CstaOptions(
        Cnn cnn,
        int vectorWidth,
        Input input,
        Role role,
        Channels channels,
        int rowsPerFrame,
        Positions positions,
        PositionShape positionShape,
        PositionPlace positionPlace,
        Softmax softmax,
        Scale scale,
        Balance balance,
        ClassToken classToken,
        Embedding embedding,
        Skip skip,
        boolean skipNorm,
        Head head,
        double dropout,
        double classifierDropout) {

    /** The key of a safetensors file's metadata under which {@link #text} is kept. */
    public static final String METADATA = "csta.network";

    private static final CstaOptions PUBLISHED = builder().build();

    /** What the network gets of the feature vectors of a video. */
    public enum Input {
        VECTORS,
        /**
         * How much they change, regardless of what they show; computed by {@link ChangeProfiles}. The network therefore also
         * scores GoogLeNet's vectors if its own are wider.
         */
        CHANGE_PROFILES
    }

    /** The use of the CNN's map: as attention that weights the features, or as values that are weighted instead of them. */
    public enum Role {
        ATTENTION,
        VALUES
    }

    /** The content of the three channels of the CNN's input image. */
    public enum Channels {
        /** The rows in each channel. */
        ALIKE,
        /** The rows, and their absolute differences from the row before and from the row after. */
        CHANGES
    }

    /** The kinds of position encoding. */
    public enum Positions {
        FIXED,
        RELATIVE,
        LEARNED,
        CONDITIONAL,
        NONE
    }

    /** Whether each feature of a row has its own position, or all share one. */
    public enum PositionShape {
        TIME_AND_FEATURES,
        TIME
    }

    /** Where positions are added: to the attention, as PGL-SUM does, or to the embedded input, as transformers do. */
    public enum PositionPlace {
        ATTENTION,
        INPUT
    }

    /** The axes along which attention sums to 1. */
    public enum Softmax {
        TIME_AND_FEATURES,
        TIME,
        FEATURES,
        NONE
    }

    /** Attention is divided by the square root of this size. */
    public enum Scale {
        NONE,
        FEATURES,
        TIME,
        TIME_AND_FEATURES
    }

    /** Which of the two softmaxes is multiplied by the ratio of frames and features; no effect with a single softmax. */
    public enum Balance {
        NONE,
        /** The softmax over time, by frames / features. */
        TIME,
        /** The softmax over features, by features / frames. */
        FEATURES,
        /** The one whose ratio is below 1. */
        DOWN,
        /** The one whose ratio is above 1. */
        UP
    }

    /** Where the class token is mixed in. */
    public enum ClassToken {
        MIXED_AT_THE_END,
        MIXED_AFTER_THE_CNN,
        MIXED_AFTER_THE_SOFTMAX,
        NONE
    }

    /** Linear maps before attention; the values are mapped only if the CNN's role is attention. */
    public enum Embedding {
        KEY_AND_VALUE,
        NONE
    }

    /** What the skip connection adds. */
    public enum Skip {
        /** The keys, to the CNN's map of them. */
        KEYS,
        /** The CNN's map, to the weighted values. */
        CNN,
        /** The features, to the weighted values. */
        INPUT,
        NONE
    }

    /** Computes the score of a row: two layers, or the mean of its values, which is not limited to the range 0 to 1. */
    public enum Head {
        CLASSIFIER,
        MEAN
    }

    /**
     * Checks that the options are compatible.
     *
     * @throws NetworkOptionException if they conflict, with the reason
     */
    public CstaOptions {
        skipNorm = skipNorm && skip != Skip.NONE;
        CstaOptionsValidator.of(cnn, vectorWidth, input, role, embedding, classToken)
                .rowsPerFrame(rowsPerFrame)
                .positions(positionPlace)
                .softmax(softmax)
                .skip(skip)
                .dropout(dropout)
                .dropout(classifierDropout);
    }

    /** The number of values that the network gets for each frame. */
    public int inputWidth() {
        return width(vectorWidth, input);
    }

    /**
     * What the network gets of the vectors of a video.
     *
     * @param vectors one per frame, {@code [frames, vector width]}
     * @return {@code [frames, input width]}; the vectors themselves with {@link Input#VECTORS}
     */
    public float[][] inputs(float[][] vectors) {
        return input == Input.VECTORS ? vectors : ChangeProfiles.of(vectors);
    }

    static int width(int vectorWidth, Input input) {
        return input == Input.VECTORS ? vectorWidth : ChangeProfiles.WIDTH;
    }

    /** The defaults that the authors publish. */
    public static CstaOptions published() {
        return PUBLISHED;
    }

    /** A builder that starts with the published defaults. */
    public static CstaOptionsBuilder builder() {
        return new CstaOptionsBuilder();
    }

    /** A builder that starts with these options. */
    public CstaOptionsBuilder toBuilder() {
        return new CstaOptionsBuilder(this);
    }

    /** The same options with other dropout ratios; 0 drops nothing. */
    public CstaOptions withDropout(double softmax, double classifier) {
        return toBuilder().dropout(softmax).classifierDropout(classifier).build();
    }

    /**
     * Options from words by key, such as {@code softmax} and {@code time}, or {@code Softmax_axis} and {@code T} as in the
     * authors' code. Default: the published options.
     *
     * @throws NetworkOptionException if a key or word is unknown, or options conflict
     */
    public static CstaOptions of(Map<String, String> words) {
        return CstaOptionsParser.parse(words);
    }

    /**
     * Options from one line, {@code KEY=WORD,KEY=WORD,…}; empty or {@code published} for the defaults.
     *
     * @throws NetworkOptionException as {@link #of(Map)} does
     */
    public static CstaOptions of(String text) {
        return CstaOptionsParser.parse(text);
    }

    /**
     * The options in the metadata of a checkpoint.
     *
     * @return empty if it contains none
     * @throws NetworkOptionException as {@link #of(Map)} does
     */
    public static Optional<CstaOptions> of(Checkpoint checkpoint) {
        return Optional.ofNullable(checkpoint.metadata().get(METADATA)).map(CstaOptions::of);
    }

    /** The main options, and all others that differ from the published defaults, as words by key. */
    public Map<String, String> words() {
        return CstaOptionsParser.mainWords(this);
    }

    /** The options that differ from the published defaults, {@code KEY=WORD,…}; {@code published} if none does. */
    public String text() {
        return CstaOptionsParser.text(this);
    }
}
