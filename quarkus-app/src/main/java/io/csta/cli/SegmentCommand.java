package io.csta.cli;

import io.csta.dataset.Dataset;
import io.csta.export.StepJson;
import io.csta.model.SummaryModel;
import io.csta.segmentation.Shot;
import io.csta.summary.StoredFeatures;
import io.csta.summary.Summarizer;
import io.csta.summary.SummaryOption;
import io.csta.summary.SummaryOption.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code csta segment}. */
@Command(
        name = "segment",
        header = "Finds the shots of a video, or of the features of a benchmark file.",
        footer = {"", "Examples:", "  csta segment holiday.mp4", "  csta segment features.h5 -o shots.json"})
final class SegmentCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FEATURES.h5|VIDEO",
            description = "A video, or an HDF5 file with one group per video, each with a dataset 'features'. Every row"
                    + " counts as a frame.")
    private Path file;

    @Mixin
    private ModelOptions model;

    @Mixin
    private final DeclaredOptions analysis = new DeclaredOptions(SummaryOption.of(Kind.ANALYSIS));

    @Mixin
    private JsonOutput output;

    @Override
    public Integer call() {
        output.check();
        output.write(StepJson.shots(
                Dataset.isHdf5(file) ? StoredFeatures.shots(file) : Map.of(StepJson.ONLY_VIDEO, ofVideo())));
        return 0;
    }

    private List<Shot> ofVideo() {
        String name = Names.of(file);
        try (SummaryModel loaded = model.load();
                ProgressDisplay display = new ProgressDisplay(spec.commandLine().getErr(), name, false)) {
            return new Summarizer(loaded)
                    .analyze(file, analysis.values(), display)
                    .shots();
        }
    }
}
