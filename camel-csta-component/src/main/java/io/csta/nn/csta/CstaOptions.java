package io.csta.nn.csta;

import io.csta.checkpoint.Checkpoint;
import io.csta.nn.backbone.Cnn;
import java.util.Map;
import java.util.Optional;

/**
 * What a CSTA network is made of: every choice that the authors publish, in plain words, and two of ours,
 * {@link #channels} and {@link #rowsPerFrame}.
 *
 * <p>Options that cannot work together are refused here, before anything is loaded.
 *
 * @param cnn the network that looks at the picture of frames and features
 * @param role what its map is for
 * @param channels what stands in the three channels of that picture
 * @param rowsPerFrame how many rows of that picture a frame fills, 1, 2, 4 or 8: the map has a row for 32 of them
 * @param positions how a row learns where it stands
 * @param positionShape whether the features of a row differ in that
 * @param positionPlace where positions are added
 * @param softmax the axes that attention is shared along
 * @param scale what attention is divided by before that
 * @param balance which of two shares counts more or less, according to how many frames there are
 * @param classToken where the class token, one row more than frames, is mixed into the frames
 * @param embedding which linear maps there are before attention
 * @param skip what is added past a part of the network
 * @param skipNorm whether a batch norm follows that sum; false without a skip connection
 * @param head what makes a score of a row
 * @param dropout the part of the softmaxes' shares, or of the input if positions are there, that a training pass drops
 * @param classifierDropout the part of the classifier's hidden values that a training pass drops
 */
public record CstaOptions(
        Cnn cnn,
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

    /** What the CNN's map is for: to weigh the features, or to be weighed in place of them. */
    public enum Role {
        ATTENTION,
        VALUES
    }

    /** What the CNN sees in its three channels. */
    public enum Channels {
        /** The same in each. */
        ALIKE,
        /** The rows, how much each value differs from the row before, and how much from the row after. */
        CHANGES
    }

    /** Ways to tell a row its place. */
    public enum Positions {
        FIXED,
        RELATIVE,
        LEARNED,
        CONDITIONAL,
        NONE
    }

    /** Whether the features of a row have positions of their own or share one. */
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

    /** Whose number's square root attention is divided by. */
    public enum Scale {
        NONE,
        FEATURES,
        TIME,
        TIME_AND_FEATURES
    }

    /** Which of the two shares is multiplied by the ratio of frames and features; of no effect with one softmax. */
    public enum Balance {
        NONE,
        /** The share in time, by frames / features. */
        TIME,
        /** The share among features, by features / frames. */
        FEATURES,
        /** The one that this makes less. */
        DOWN,
        /** The one that this makes more. */
        UP
    }

    /** Where the class token is mixed in. */
    public enum ClassToken {
        MIXED_AT_THE_END,
        MIXED_AFTER_THE_CNN,
        MIXED_AFTER_THE_SOFTMAX,
        NONE
    }

    /** Linear maps before attention; there are values to map only if the CNN's role is attention. */
    public enum Embedding {
        KEY_AND_VALUE,
        NONE
    }

    /** What is added past a part of the network. */
    public enum Skip {
        /** The keys, to what the CNN made of them. */
        KEYS,
        /** The CNN's map, to the weighed values. */
        CNN,
        /** The features, to the weighed values. */
        INPUT,
        NONE
    }

    /** What makes a score of a row: two layers, or the mean of its values, which is not between 0 and 1. */
    public enum Head {
        CLASSIFIER,
        MEAN
    }

    /**
     * Checks that the options fit together.
     *
     * @throws NetworkOptionException if they do not, with the reason
     */
    public CstaOptions {
        skipNorm = skipNorm && skip != Skip.NONE;
        CstaOptionsValidator.of(cnn, role, embedding, classToken)
                .rowsPerFrame(rowsPerFrame)
                .positions(positionPlace)
                .softmax(softmax)
                .skip(skip)
                .dropout(dropout)
                .dropout(classifierDropout);
    }

    /** What the authors publish as defaults. */
    public static CstaOptions published() {
        return PUBLISHED;
    }

    /** Options to choose from, the published defaults to begin with. */
    public static CstaOptionsBuilder builder() {
        return new CstaOptionsBuilder();
    }

    /** These options to choose others from. */
    public CstaOptionsBuilder toBuilder() {
        return new CstaOptionsBuilder(this);
    }

    /** The same with other parts of dropped values; 0 drops nothing. */
    public CstaOptions withDropout(double softmax, double classifier) {
        return toBuilder().dropout(softmax).classifierDropout(classifier).build();
    }

    /**
     * Options from words by key, such as {@code softmax} and {@code time}, or {@code Softmax_axis} and {@code T} as the
     * authors' code calls it; what is not named is as published.
     *
     * @throws NetworkOptionException if a key or word is unknown, or options do not fit together
     */
    public static CstaOptions of(Map<String, String> words) {
        return CstaOptionsParser.parse(words);
    }

    /**
     * Options from one line, {@code KEY=WORD,KEY=WORD,…}; nothing or {@code published} for the defaults.
     *
     * @throws NetworkOptionException as {@link #of(Map)} does
     */
    public static CstaOptions of(String text) {
        return CstaOptionsParser.parse(text);
    }

    /**
     * The options that a checkpoint says it was made with.
     *
     * @return nothing if it does not say
     * @throws NetworkOptionException as {@link #of(Map)} does
     */
    public static Optional<CstaOptions> of(Checkpoint checkpoint) {
        return Optional.ofNullable(checkpoint.metadata().get(METADATA)).map(CstaOptions::of);
    }

    /** The options that make up a network's outline, and those that are not as published, by key. */
    public Map<String, String> words() {
        return CstaOptionsParser.outline(this);
    }

    /** The options that are not as published, {@code KEY=WORD,…}; {@code published} if all are. */
    public String text() {
        return CstaOptionsParser.text(this);
    }
}
