package io.csta.cli;

import io.csta.OutputFile;
import io.csta.dataset.DatasetWriter;
import io.csta.dataset.VideoFeatures;
import io.csta.model.SummaryModel;
import io.csta.summary.Summarizer;
import io.csta.summary.SummaryOption;
import io.csta.summary.SummaryOption.Kind;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code csta features}. */
@Command(
        name = "features",
        header = "Writes features and shots of videos in the layout of the public benchmarks.",
        footer = {"", "Example:", "  csta features monday.mp4 tuesday.mp4 -o week.h5     groups video_1 and video_2"})
final class FeaturesCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "VIDEO", arity = "1..*", description = "Videos, in the order of the groups.")
    private List<Path> videos;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FILE.h5",
            description = "The file to write; an existing file is replaced.")
    private Path output;

    @Mixin
    private ModelOptions model;

    @Mixin
    private final DeclaredOptions analysis = new DeclaredOptions(SummaryOption.of(Kind.ANALYSIS));

    @Override
    public Integer call() {
        OutputFile.check(output);
        List<VideoFeatures> groups = new ArrayList<>();
        try (SummaryModel loaded = model.load()) {
            for (Path video : videos) {
                groups.add(features(loaded, video));
            }
        }
        DatasetWriter.write(output, groups);
        report(groups);
        return 0;
    }

    private void report(List<VideoFeatures> groups) {
        PrintWriter err = spec.commandLine().getErr();
        for (int i = 0; i < groups.size(); i++) {
            err.println("%s: %s in %s, written to %s"
                    .formatted(
                            Names.of(videos.get(i)),
                            Counted.of(groups.get(i).picks().length, "sample"),
                            Counted.of(groups.get(i).shots().length, "shot"),
                            output));
        }
        err.flush();
    }

    private VideoFeatures features(SummaryModel loaded, Path video) {
        String name = Names.of(video);
        try (ProgressDisplay display = new ProgressDisplay(spec.commandLine().getErr(), name, false)) {
            return new Summarizer(loaded)
                    .analyze(video, analysis.values(), display)
                    .toStored(loaded.card());
        }
    }
}
