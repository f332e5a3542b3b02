package io.csta.cli;

import io.csta.dataset.FeatureFile;
import io.csta.nn.Devices;
import io.csta.nn.ModelMismatchException;
import io.csta.scoring.FrameScorer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code csta score}. */
@Command(
        name = "score",
        header = "Scores the features of a benchmark file: one score a row.",
        footer = {
            "",
            "Examples:",
            "  csta score features.h5 --checkpoint split1.pt -o scores.json",
            "  csta score features.h5 --model summe-1"
        })
final class ScoreCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "FEATURES.h5",
            description = "An HDF5 file with one group a video, each with a dataset 'features' of [rows, 1024].")
    private Path file;

    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            description = "A CSTA checkpoint as its authors' code writes it, in place of a model's.")
    private @Nullable Path checkpoint;

    @Mixin
    private ModelOptions model;

    @Mixin
    private JsonOutput output;

    @Override
    public Integer call() {
        if (checkpoint != null) {
            model.refuseModel("--checkpoint");
        }
        output.check();
        Map<String, float[]> scores;
        try (FeatureFile features = FeatureFile.read(file)) {
            scores = checkpoint == null ? byModel(features) : byCheckpoint(features, checkpoint);
        }
        output.write(json -> {
            json.writeStartObject();
            for (Map.Entry<String, float[]> video : scores.entrySet()) {
                json.writeObjectFieldStart(video.getKey());
                json.writeArrayFieldStart("scores");
                for (float score : video.getValue()) {
                    json.writeNumber(score);
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndObject();
        });
        if (checkpoint == null) {
            model.warn(model.card());
        }
        return 0;
    }

    private Map<String, float[]> byModel(FeatureFile features) {
        try (FrameScorer scorer = model.loadScorer()) {
            return score(features, scorer);
        }
    }

    private Map<String, float[]> byCheckpoint(FeatureFile features, Path weights) {
        try (FrameScorer scorer = FrameScorer.of(weights, Devices.named(model.device()))) {
            return score(features, scorer);
        }
    }

    private Map<String, float[]> score(FeatureFile features, FrameScorer scorer) {
        Map<String, float[]> scores = new LinkedHashMap<>();
        for (String video : features.videos()) {
            try {
                scores.put(video, scorer.score(features.features(video)));
            } catch (ModelMismatchException e) {
                throw new ModelMismatchException("%s: group %s: %s".formatted(file, video, e.getMessage()));
            }
        }
        return scores;
    }
}
