package io.csta.summary;

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
 */
public record SummaryOptions(
        Budget budget,
        OptionalInt sampleEvery,
        SegmentationMode segmentation,
        boolean audio,
        Optional<Path> output,
        boolean overwrite) {

    /** What holds where nothing is said. */
    public static final SummaryOptions DEFAULTS = new SummaryOptions(
            Budget.DEFAULT, OptionalInt.empty(), SegmentationMode.FAST, true, Optional.empty(), false);

    /**
     * Checks the sampling step.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public SummaryOptions {
        if (sampleEvery.isPresent() && sampleEvery.getAsInt() < 1) {
            throw new IllegalArgumentException(
                    "sampling every %d frames is impossible: give 1 or more".formatted(sampleEvery.getAsInt()));
        }
    }

    /** The same with another budget. */
    public SummaryOptions withBudget(Budget other) {
        return new SummaryOptions(other, sampleEvery, segmentation, audio, output, overwrite);
    }

    /** The same with another sampling step, in frames. */
    public SummaryOptions withSampleEvery(int frames) {
        return new SummaryOptions(budget, OptionalInt.of(frames), segmentation, audio, output, overwrite);
    }

    /** The same with another segmentation. */
    public SummaryOptions withSegmentation(SegmentationMode other) {
        return new SummaryOptions(budget, sampleEvery, other, audio, output, overwrite);
    }

    /** The same with or without sound. */
    public SummaryOptions withAudio(boolean wanted) {
        return new SummaryOptions(budget, sampleEvery, segmentation, wanted, output, overwrite);
    }

    /** The same with another summary video. */
    public SummaryOptions withOutput(Path file) {
        return new SummaryOptions(budget, sampleEvery, segmentation, audio, Optional.of(file), overwrite);
    }

    /** The same, replacing or keeping an existing output. */
    public SummaryOptions withOverwrite(boolean replace) {
        return new SummaryOptions(budget, sampleEvery, segmentation, audio, output, replace);
    }
}
