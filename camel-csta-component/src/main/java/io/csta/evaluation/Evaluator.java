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
import java.util.function.Function;

/**
 * Scores the test videos of every split with the split's checkpoint and judges the scores.
 *
 * <p>Everything that the work needs is looked at before it starts, values of features aside. Not thread-safe.
 */
public final class Evaluator {

    private final Dataset dataset;
    private final Splits splits;
    private final Map<String, GroundTruth> references = new LinkedHashMap<>();
    private final Protocol protocol;

    /**
     * Prepares the evaluation.
     *
     * @param dataset stays open until the work is done
     * @param annotations choose the protocol of TVSum; without them it is that of SumMe
     * @throws DatasetException if a split names a video that the dataset lacks, if the dataset lacks something of a test
     *     video, or if that does not fit together
     * @throws EvaluationException if annotations do not fit a test video
     */
    public Evaluator(Dataset dataset, Splits splits, Optional<Annotations> annotations) {
        this.dataset = dataset;
        this.splits = splits;
        this.protocol = annotations.isPresent() ? Protocol.TVSUM : Protocol.SUMME;
        splits.requireIn(dataset);
        for (Split split : splits.list()) {
            for (String name : split.test()) {
                DatasetVideo video = dataset.video(name);
                video.requireWidth(FrameScorer.WIDTH);
                references.computeIfAbsent(name, any -> annotations
                        .map(said -> GroundTruth.of(video, said))
                        .orElseGet(() -> GroundTruth.of(video)));
            }
        }
    }

    /**
     * Does the work.
     *
     * @param checkpoints one a split, or one for all
     * @param loading makes a scorer of a checkpoint; it is closed when it has done its splits
     * @throws EvaluationException if a checkpoint is missing, or if it gives scores that are not finite
     * @throws DatasetException if features cannot be read, or are not finite
     * @throws CancelledException if the thread is interrupted
     */
    public Evaluation evaluate(
            CheckpointPattern checkpoints, Function<Path, FrameScorer> loading, EvaluationListener listener) {
        checkpoints.requireFiles(splits.list().size());
        int total =
                splits.list().stream().mapToInt(split -> split.test().size()).sum();
        int done = 0;
        List<SplitResult> results = new ArrayList<>();
        try (LoadedScorer loaded = new LoadedScorer(loading)) {
            for (int number = 1; number <= splits.list().size(); number++) {
                Map<String, VideoResult> videos = new LinkedHashMap<>();
                for (String video : splits.list().get(number - 1).test()) {
                    CancelledException.throwIfInterrupted();
                    listener.update("split %d, %s".formatted(number, video), done++, total);
                    Path checkpoint = checkpoints.file(number);
                    videos.put(video, judge(video, checkpoint, loaded.of(checkpoint)));
                }
                results.add(new SplitResult(number, videos));
            }
        }
        return new Evaluation(protocol, results);
    }

    private VideoResult judge(String video, Path checkpoint, FrameScorer scorer) {
        float[] scores = scores(video, checkpoint, scorer);
        GroundTruth reference = references.get(video);
        if (reference == null) {
            throw new IllegalStateException("no reference for " + video);
        }
        return reference.judge(scores);
    }

    private float[] scores(String video, Path checkpoint, FrameScorer scorer) {
        try {
            return scorer.score(dataset.video(video).features());
        } catch (NotFiniteException e) {
            throw new EvaluationException(
                    "%s: its scores of %s are not finite; its training diverged, use another checkpoint"
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
