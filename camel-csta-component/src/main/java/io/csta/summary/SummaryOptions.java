package io.csta.summary;

import io.csta.features.FeatureExtractor;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a summary should be like.
 *
 * @param budget how long it may be
 * @param sampleEvery every how many frames one is scored; by default about two a second, more densely in short videos
 * @param segmentation which frames the segmentation looks at
 * @param audio whether the summary has the video's sound
 * @param output the summary video; by default {@code NAME.summary.mp4} beside the video
 * @param overwrite whether an existing output is replaced
 * @param batchSize how many pictures the networks look at at once: more need more memory, and are faster on a GPU
 */
public record SummaryOptions(
        Budget budget,
        OptionalInt sampleEvery,
        SegmentationMode segmentation,
        boolean audio,
        Optional<Path> output,
        boolean overwrite,
        int batchSize) {

    /** The most pictures at once: more are no faster anywhere, and take gigabytes. */
    public static final int LARGEST_BATCH = 1024;

    /** What holds where nothing is said. */
    public static final SummaryOptions DEFAULTS = new SummaryOptions(
            Budget.DEFAULT,
            OptionalInt.empty(),
            SegmentationMode.FAST,
            true,
            Optional.empty(),
            false,
            FeatureExtractor.BATCH);

    /**
     * Checks the sampling step and the size of batches.
     *
     * @throws IllegalArgumentException if one of them is below 1, or a batch above {@value #LARGEST_BATCH}
     */
    public SummaryOptions {
        if (sampleEvery.isPresent() && sampleEvery.getAsInt() < 1) {
            throw new IllegalArgumentException(
                    "sampling every %d frames is impossible: give 1 or more".formatted(sampleEvery.getAsInt()));
        }
        if (batchSize < 1 || batchSize > LARGEST_BATCH) {
            throw new IllegalArgumentException(
                    "batches of %d pictures are impossible: give 1 to %d".formatted(batchSize, LARGEST_BATCH));
        }
    }

    /** The same with another budget. */
    public SummaryOptions withBudget(Budget other) {
        return new SummaryOptions(other, sampleEvery, segmentation, audio, output, overwrite, batchSize);
    }

    /** The same with another sampling step, in frames. */
    public SummaryOptions withSampleEvery(int frames) {
        return new SummaryOptions(budget, OptionalInt.of(frames), segmentation, audio, output, overwrite, batchSize);
    }

    /** The same with another segmentation. */
    public SummaryOptions withSegmentation(SegmentationMode other) {
        return new SummaryOptions(budget, sampleEvery, other, audio, output, overwrite, batchSize);
    }

    /** The same with or without sound. */
    public SummaryOptions withAudio(boolean wanted) {
        return new SummaryOptions(budget, sampleEvery, segmentation, wanted, output, overwrite, batchSize);
    }

    /** The same with another summary video. */
    public SummaryOptions withOutput(Path file) {
        return new SummaryOptions(budget, sampleEvery, segmentation, audio, Optional.of(file), overwrite, batchSize);
    }

    /** The same, replacing or keeping an existing output. */
    public SummaryOptions withOverwrite(boolean replace) {
        return new SummaryOptions(budget, sampleEvery, segmentation, audio, output, replace, batchSize);
    }

    /** The same with other batches. */
    public SummaryOptions withBatchSize(int pictures) {
        return new SummaryOptions(budget, sampleEvery, segmentation, audio, output, overwrite, pictures);
    }
}
