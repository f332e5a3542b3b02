package io.csta.cli;

import io.csta.summary.SegmentationMode;
import io.csta.summary.SummaryOptions;
import java.util.OptionalInt;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How frames are sampled and shots are found. */
final class AnalysisOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    private OptionalInt sampleEvery = OptionalInt.empty();

    @Option(
            names = "--sample-every",
            paramLabel = "N",
            description = "Scores every N-th frame; the published code uses 15. Default: about two frames per second.")
    void sampleEvery(int frames) {
        if (frames < 1) {
            throw new ParameterException(
                    spec.commandLine(), "invalid value for --sample-every: %d; use 1 or more".formatted(frames));
        }
        sampleEvery = OptionalInt.of(frames);
    }

    @Option(
            names = "--segmentation",
            paramLabel = "fast|full",
            defaultValue = "fast",
            description = "fast finds shots in the sampled frames and refines each cut; full processes every frame, as"
                    + " published. Default: ${DEFAULT-VALUE}.")
    private SegmentationMode segmentation;

    SummaryOptions applyTo(SummaryOptions options) {
        SummaryOptions chosen = options.withSegmentation(segmentation);
        return sampleEvery.isPresent() ? chosen.withSampleEvery(sampleEvery.getAsInt()) : chosen;
    }
}
