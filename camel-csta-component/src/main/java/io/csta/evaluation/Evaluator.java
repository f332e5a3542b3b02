package io.csta.evaluation;

import io.csta.CancelledException;
import io.csta.dataset.Annotations;
import io.csta.dataset.Dataset;
import io.csta.dataset.DatasetException;
import io.csta.dataset.DatasetVideo;
import io.csta.dataset.Split;
import io.csta.dataset.Splits;
import io.csta.nn.NotFiniteException;
import io.csta.scoring.FrameScorer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Scores the test videos of every split with the split's checkpoint and evaluates the scores.
 *
 * <p>All input is checked before the work starts, except the values of features. Not thread-safe.
 */
public final class Evaluator {

    private final Dataset dataset;
    private final Splits splits;
    private final Map<String, GroundTruth> groundTruths = new LinkedHashMap<>();
    private final Protocol protocol;

    /**
     * Prepares the evaluation.
     *
     * @param dataset stays open until the work is done
     * @param annotations select the protocol of TVSum; without them, the protocol is that of SumMe
     * @throws DatasetException if a split names a video that the dataset lacks, or if the data of a test video is incomplete or
     *     inconsistent
     * @throws EvaluationException if annotations do not match a test video
     */
    public Evaluator(Dataset dataset, Splits splits, Optional<Annotations> annotations) {
        this.dataset = dataset;
        this.splits = splits;
        this.protocol = annotations.isPresent() ? Protocol.TVSUM : Protocol.SUMME;
        splits.requireIn(dataset);
        for (Split split : splits.list()) {
            for (String name : split.test()) {
                DatasetVideo video = dataset.video(name);
                groundTruths.computeIfAbsent(name, any -> annotations
                        .map(given -> GroundTruth.of(video, given))
                        .orElseGet(() -> GroundTruth.of(video)));
            }
        }
    }

    /** Evaluates all splits, without keeping their scores. */
    public Evaluation evaluate(
            CheckpointPattern checkpoints, Function<Path, FrameScorer> loading, EvaluationListener listener) {
        return evaluate(checkpoints, loading, listener, any -> {});
    }

    /**
     * Evaluates all splits.
     *
     * @param checkpoints one per split, or one for all
     * @param loading loads a scorer from a checkpoint; the scorer is closed after its last split
     * @param scored receives every test video of every split with its scores
     * @throws EvaluationException if a checkpoint is missing, or if its scores are not finite
     * @throws DatasetException if features cannot be read, or are not finite
     * @throws CancelledException if the thread is interrupted
     */
    public Evaluation evaluate(
            CheckpointPattern checkpoints,
            Function<Path, FrameScorer> loading,
            EvaluationListener listener,
            Consumer<EvaluatedVideo> scored) {
        checkpoints.requireFiles(splits.list().size());
        int total =
                splits.list().stream().mapToInt(split -> split.test().size()).sum();
        int done = 0;
        List<SplitResult> results = new ArrayList<>();
        try (LoadedScorer loaded = new LoadedScorer(loading)) {
            for (int number = 1; number <= splits.list().size(); number++) {
                Map<String, VideoResult> videos = new LinkedHashMap<>();
                Path checkpoint = checkpoints.file(number);
                FrameScorer scorer = loaded.of(checkpoint);
                splits.list().get(number - 1).test().stream()
                        .map(dataset::video)
                        .filter(video -> !scorer.takes(video.width()))
                        .forEach(video -> video.requireWidth(scorer.width()));
                for (String video : splits.list().get(number - 1).test()) {
                    CancelledException.throwIfInterrupted();
                    listener.update("split %d, %s".formatted(number, video), done++, total);
                    EvaluatedVideo evaluated = evaluate(number, video, checkpoint, scorer);
                    scored.accept(evaluated);
                    videos.put(video, evaluated.result());
                }
                results.add(new SplitResult(number, videos));
            }
        }
        return new Evaluation(protocol, results);
    }

    private EvaluatedVideo evaluate(int split, String video, Path checkpoint, FrameScorer scorer) {
        float[] scores = scores(video, checkpoint, scorer);
        GroundTruth groundTruth = groundTruths.get(video);
        if (groundTruth == null) {
            throw new IllegalStateException("no ground truth for " + video);
        }
        return new EvaluatedVideo(split, dataset.video(video), groundTruth, scores, groundTruth.evaluate(scores));
    }

    private float[] scores(String video, Path checkpoint, FrameScorer scorer) {
        try {
            return scorer.score(dataset.video(video).features());
        } catch (NotFiniteException e) {
            throw new EvaluationException(
                    "%s: its scores for %s are not finite, because its training diverged; use another checkpoint"
                            .formatted(checkpoint, video),
                    e);
        }
    }

    /** The scorer of one checkpoint at a time. */
    private static final class LoadedScorer implements AutoCloseable {

        private final Function<Path, FrameScorer> loading;
        private Optional<Path> file = Optional.empty();
        private Optional<FrameScorer> scorer = Optional.empty();

        private LoadedScorer(Function<Path, FrameScorer> loading) {
            this.loading = loading;
        }

        private FrameScorer of(Path checkpoint) {
            if (scorer.isPresent() && file.equals(Optional.of(checkpoint))) {
                return scorer.get();
            }
            close();
            FrameScorer loaded = loading.apply(checkpoint);
            file = Optional.of(checkpoint);
            scorer = Optional.of(loaded);
            return loaded;
        }

        @Override
        public void close() {
            scorer.ifPresent(FrameScorer::close);
            scorer = Optional.empty();
        }
    }
}
