package io.csta.cli;

import io.csta.export.StepJson;
import io.csta.scoring.FrameScorer;
import io.csta.summary.StoredFeatures;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code csta score}. */
@Command(
        name = "score",
        header = "Scores the features of a benchmark file: one score per row.",
        footer = {
            "",
            "Examples:",
            "  csta score features.h5 --checkpoint split1.pt -o scores.json",
            "  csta score features.h5 --checkpoint resnet.pt --network cnn=resnet18,positions=none",
            "  csta score features.h5 --model summe-1"
        })
final class ScoreCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FEATURES.h5",
            description = "An HDF5 file with one group per video, each with a dataset 'features' of [rows, 1024].")
    private Path file;

    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            description = "A CSTA checkpoint in the format of the authors' code, instead of a model.")
    private @Nullable Path checkpoint;

    @Mixin
    private NetworkOption network;

    @Mixin
    private ModelOptions model;

    @Mixin
    private JsonOutput output;

    @Override
    public Integer call() {
        if (checkpoint != null) {
            model.refuseModel("--checkpoint");
        } else if (network.options().isPresent()) {
            throw new ParameterException(
                    spec.commandLine(), "--network requires --checkpoint; a model contains the options of its network");
        }
        output.check();
        try (FrameScorer scorer = scorer()) {
            output.write(StepJson.scores(StoredFeatures.scores(file, scorer)));
        }
        if (checkpoint == null) {
            model.warn(model.card());
        }
        return 0;
    }

    private FrameScorer scorer() {
        return checkpoint == null ? model.loadScorer() : network.scorer(checkpoint, model.device());
    }
}
