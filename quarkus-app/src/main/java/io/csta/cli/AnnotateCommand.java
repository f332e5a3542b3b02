package io.csta.cli;

import io.csta.OutputFile;
import io.csta.dataset.AnnotatedVideo;
import io.csta.dataset.Dataset;
import io.csta.dataset.DatasetWriter;
import io.csta.dataset.Rating;
import io.csta.dataset.Ratings;
import io.csta.evaluation.CollectionAnnotator;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code csta annotate}. */
@Command(
        name = "annotate",
        header = "Creates a dataset for training and evaluation from features and human ratings.",
        footer = {
            "",
            "The ratings are CSV: a header video,annotator,start,end,score, and one line per rating. Videos are",
            "identified by file name or group. Times are in seconds. Parts without a rating score 0.",
            "",
            "Example:",
            "  csta annotate week.h5 --ratings ratings.csv -o dataset.h5"
        })
final class AnnotateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FEATURES.h5", description = "A file written by csta features.")
    private Path features;

    @Option(
            names = "--ratings",
            required = true,
            paramLabel = "RATINGS.csv",
            description = "The ratings: how important each part of each video is.")
    private Path ratings;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "DATASET.h5",
            description = "The file to write; an existing file is replaced.")
    private Path output;

    @Override
    public Integer call() {
        OutputFile.check(output);
        Ratings given;
        Map<String, AnnotatedVideo> videos;
        try (Dataset dataset = Dataset.open(features)) {
            given = Ratings.read(ratings);
            videos = CollectionAnnotator.annotate(dataset, given);
        }
        DatasetWriter.writeAnnotated(output, videos);
        long annotators =
                given.list().stream().map(Rating::annotator).distinct().count();
        PrintWriter err = spec.commandLine().getErr();
        err.println("%s with %s by %s, written to %s"
                .formatted(
                        Counted.of(videos.size(), "video"),
                        Counted.of(given.list().size(), "rating"),
                        Counted.of(annotators, "annotator"),
                        output));
        err.flush();
        return 0;
    }
}
