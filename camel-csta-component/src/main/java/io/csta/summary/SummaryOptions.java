package io.csta.summary;

import io.csta.features.FeatureExtractor;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The options of a summary.
 *
 * @param budget how long it may be
 * @param sampleEvery the sampling step, in frames; by default about two samples per second, more in short videos
 * @param segmentation which frames the segmentation uses
 * @param audio whether the summary has the video's sound
 * @param output the summary video; by default {@code NAME.summary.mp4} in the folder of the video
 * @param overwrite whether an existing output is replaced
 * @param batchSize how many images the extractor processes at once; larger batches need more memory, and are faster on a GPU
 */
public record SummaryOptions(
        Budget budget,
        OptionalInt sampleEvery,
        SegmentationMode segmentation,
        boolean audio,
        Optional<Path> output,
        boolean overwrite,
        int batchSize) {

    /** The largest batch size: larger batches are not faster on any device, and need gigabytes. */
    public static final int LARGEST_BATCH = 1024;

    /** The defaults. */
    public static final SummaryOptions DEFAULTS = new SummaryOptions(
            Budget.DEFAULT,
            OptionalInt.empty(),
            SegmentationMode.FAST,
            true,
            Optional.empty(),
            false,
            FeatureExtractor.BATCH);

    /**
     * Checks the sampling step and the batch size.
     *
     * @throws IllegalArgumentException if one of them is below 1, or a batch above {@value #LARGEST_BATCH}
     */
    public SummaryOptions {
        if (sampleEvery.isPresent() && sampleEvery.getAsInt() < 1) {
            throw new IllegalArgumentException(
                    "a sampling step of %d frames is out of range; use 1 or more".formatted(sampleEvery.getAsInt()));
        }
        if (batchSize < 1 || batchSize > LARGEST_BATCH) {
            throw new IllegalArgumentException(
                    "a batch size of %d is out of range; use 1 to %d".formatted(batchSize, LARGEST_BATCH));
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

    /** The same with another batch size. */
    public SummaryOptions withBatchSize(int images) {
        return new SummaryOptions(budget, sampleEvery, segmentation, audio, output, overwrite, images);
    }
}
