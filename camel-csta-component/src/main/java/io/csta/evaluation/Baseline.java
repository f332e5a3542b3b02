package io.csta.evaluation;

import io.csta.CancelledException;
import io.csta.dataset.Annotations;
import io.csta.dataset.Dataset;
import io.csta.dataset.DatasetException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What others than a network reach under the protocols, so that a network's figures can be placed. */
public enum Baseline {

    /** People: every annotator against every other one, averaged within a video, then over videos. */
    HUMAN,

    /** Chance: many random scores a video, judged as a network's are. */
    RANDOM;

    /**
     * By the protocol of TVSum. F1 is not told, since annotations are no summaries.
     *
     * @throws EvaluationException if there is a video with one annotator, and people are asked for
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
     * @throws DatasetException if the dataset lacks something of a video, or it does not fit together
     * @throws EvaluationException if there is a video with one user, and people are asked for
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
            Function<String, VideoResult> judging,
            EvaluationListener listener) {
        Map<String, VideoResult> results = new LinkedHashMap<>();
        for (String video : videos) {
            CancelledException.throwIfInterrupted();
            listener.update(video, results.size(), videos.size());
            results.put(video, judging.apply(video));
        }
        return new BaselineResult(protocol, results, MeanResult.ofVideos(results.values()));
    }
}
