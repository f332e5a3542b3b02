package io.csta.evaluation;

import io.csta.CancelledException;
import io.csta.dataset.Annotations;
import io.csta.dataset.Dataset;
import io.csta.dataset.DatasetException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Results of people and of chance, with which a network's results can be compared. */
public enum Baseline {

    /** People: every annotator compared with every other one, averaged within a video, then over videos. */
    HUMAN,

    /** Chance: many random scores per video, evaluated like a network's. */
    RANDOM;

    /**
     * By the protocol of TVSum. There is no F1, because annotations are not summaries.
     *
     * @throws EvaluationException for {@link #HUMAN}, if a video has only one annotator
     * @throws CancelledException if the thread is interrupted
     */
    public BaselineResult of(Annotations annotations, EvaluationListener listener) {
        return of(
                Protocol.TVSUM,
                annotations.videos(),
                video -> {
                    double[][] scores = annotations.scores(video);
                    String where = annotations.path() + ": " + video;
                    return this == HUMAN ? HumanBaseline.ofScores(where, scores) : RandomBaseline.of(video, scores);
                },
                listener);
    }

    /**
     * By the protocol of SumMe.
     *
     * @throws DatasetException if the data of a video is incomplete or inconsistent
     * @throws EvaluationException for {@link #HUMAN}, if a video has only one user
     * @throws CancelledException if the thread is interrupted
     */
    public BaselineResult of(Dataset dataset, EvaluationListener listener) {
        return of(
                Protocol.SUMME,
                dataset.videos(),
                video -> this == HUMAN
                        ? HumanBaseline.ofSummaries(dataset.path() + ": " + video, dataset.video(video))
                        : RandomBaseline.of(video, GroundTruth.of(dataset.video(video))),
                listener);
    }

    private static BaselineResult of(
            Protocol protocol,
            List<String> videos,
            Function<String, VideoResult> evaluation,
            EvaluationListener listener) {
        Map<String, VideoResult> results = new LinkedHashMap<>();
        for (String video : videos) {
            CancelledException.throwIfInterrupted();
            listener.update(video, results.size(), videos.size());
            results.put(video, evaluation.apply(video));
        }
        return new BaselineResult(protocol, results, MeanResult.ofVideos(results.values()));
    }
}
