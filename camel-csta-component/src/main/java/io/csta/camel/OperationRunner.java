package io.csta.camel;

import io.csta.dataset.Dataset;
import io.csta.dataset.DatasetWriter;
import io.csta.dataset.VideoFeatures;
import io.csta.export.JsonText;
import io.csta.export.StepJson;
import io.csta.export.SummaryFiles;
import io.csta.export.SummaryJson;
import io.csta.model.SummaryModel;
import io.csta.segmentation.Shot;
import io.csta.summary.ProgressListener;
import io.csta.summary.StoredFeatures;
import io.csta.summary.Summarizer;
import io.csta.summary.Summary;
import io.csta.summary.VideoAnalysis;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs the operation of an endpoint for one message by calling the library.
 *
 * @param settings the options of the message
 * @param fileName the name of the result, if it is set; not yet made safe
 * @param input the input of the message
 * @param spool for the summary of a stream without an output directory
 * @param models the loaded models
 * @param listener receives progress
 */
record OperationRunner(
        EffectiveOptions settings,
        Optional<String> fileName,
        Input input,
        Spool spool,
        SharedModels models,
        ProgressListener listener) {

    OperationResult run(CstaOperation operation) {
        Path file = input.fetch();
        return switch (operation) {
            case SUMMARIZE -> summarize(file);
            case SCORE -> score(file);
            case SEGMENT -> segment(file);
            case FEATURES -> features(file);
        };
    }

    private SharedModels.Lease lease() {
        return models.lease(settings.modelKey());
    }

    private OperationResult summarize(Path video) {
        Target target = Target.ofSummary(settings, fileName, input, spool);
        try (SharedModels.Lease lease = lease()) {
            SummaryFiles files = SummaryFiles.of(target.file());
            files.prepare(video, settings.options().overwrite());
            Summary summary = files.write(new Summarizer(lease.model()), video, settings.options(), listener);
            Object body =
                    switch (settings.output()) {
                        case SUMMARY -> summary;
                        case VIDEO -> summary.summary().file().toFile();
                        case JSON -> SummaryJson.text(summary);
                    };
            Map<String, Object> headers = headers(
                    summary.summary().frames(), Optional.of(summary.shots().size()), Optional.of(lease.model()));
            headers.put(CstaConstants.DURATION, summary.summary().duration());
            headers.put(CstaConstants.SUMMARY_RATIO, summary.summary().ratio());
            return new OperationResult(
                    body,
                    headers,
                    List.of(files.summary(), files.json()),
                    target.scratch(),
                    Optional.of(summary.timings()));
        } catch (RuntimeException e) {
            target.scratch().ifPresent(Spool.Folder::close);
            throw e;
        }
    }

    private OperationResult score(Path file) {
        Optional<Path> target = Target.ofStep(settings, fileName, input, "scores", ".json");
        try (SharedModels.Lease lease = lease()) {
            Map<String, List<Float>> videos = Dataset.isHdf5(file)
                    ? StoredFeatures.scores(file, lease.model().scorer())
                    : Map.of(
                            StepJson.ONLY_VIDEO,
                            new Summarizer(lease.model()).score(file, settings.options(), listener));
            target.ifPresent(path -> JsonText.write(path, StepJson.scores(videos)));
            CstaScores scores = new CstaScores(videos, target);
            int frames = videos.values().stream().mapToInt(List::size).sum();
            return result(
                    json() ? scores.json() : scores,
                    headers(frames, Optional.empty(), Optional.of(lease.model())),
                    target);
        }
    }

    private OperationResult segment(Path file) {
        Optional<Path> target = Target.ofStep(settings, fileName, input, "shots", ".json");
        if (Dataset.isHdf5(file)) {
            return shots(StoredFeatures.shots(file), Optional.empty(), target);
        }
        try (SharedModels.Lease lease = lease()) {
            List<Shot> found = new Summarizer(lease.model())
                    .analyze(file, settings.options(), listener)
                    .shots();
            return shots(Map.of(StepJson.ONLY_VIDEO, found), Optional.of(lease.model()), target);
        }
    }

    private OperationResult shots(Map<String, List<Shot>> videos, Optional<SummaryModel> model, Optional<Path> target) {
        target.ifPresent(path -> JsonText.write(path, StepJson.shots(videos)));
        CstaShots shots = new CstaShots(videos, target);
        List<Shot> all = videos.values().stream().flatMap(List::stream).toList();
        int frames = all.stream().mapToInt(Shot::length).sum();
        return result(json() ? shots.json() : shots, headers(frames, Optional.of(all.size()), model), target);
    }

    private OperationResult features(Path video) {
        Optional<Path> target = Target.ofStep(settings, fileName, input, "features", ".h5");
        try (SharedModels.Lease lease = lease()) {
            VideoAnalysis found = new Summarizer(lease.model()).analyze(video, settings.options(), listener);
            VideoFeatures matrix = found.toStored(lease.model().card());
            target.ifPresent(path -> DatasetWriter.write(path, List.of(matrix)));
            CstaFeatures features = new CstaFeatures(matrix, target);
            return result(
                    json() ? features.json() : features,
                    headers(matrix.picks().length, Optional.of(found.shots().size()), Optional.of(lease.model())),
                    target);
        }
    }

    private boolean json() {
        return settings.output() == CstaOutput.JSON;
    }

    private static OperationResult result(Object body, Map<String, Object> headers, Optional<Path> file) {
        return new OperationResult(body, headers, file.stream().toList(), Optional.empty(), Optional.empty());
    }

    private static Map<String, Object> headers(int frames, Optional<Integer> shots, Optional<SummaryModel> model) {
        Map<String, Object> headers = new HashMap<>();
        headers.put(CstaConstants.FRAMES, frames);
        shots.ifPresent(count -> headers.put(CstaConstants.SHOTS, count));
        model.ifPresent(
                used -> headers.put(CstaConstants.USED_MODEL, used.card().name()));
        return headers;
    }
}
