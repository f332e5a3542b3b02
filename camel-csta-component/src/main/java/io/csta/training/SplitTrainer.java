package io.csta.training;

import io.csta.CancelledException;
import io.csta.checkpoint.Checkpoint;
import io.csta.checkpoint.Tensor;
import io.csta.dataset.Dataset;
import io.csta.dataset.DatasetVideo;
import io.csta.dataset.Split;
import io.csta.evaluation.GroundTruth;
import io.csta.evaluation.MeanResult;
import io.csta.evaluation.SplitResult;
import io.csta.evaluation.VideoResult;
import io.csta.nn.csta.CstaOptions;
import io.csta.nn.engine.Device;
import io.csta.scoring.FrameScorer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Trains one split: its epochs, the choice of one of them, and the look at the test videos. */
final class SplitTrainer {

    private final TrainingOptions options;
    private final Device device;
    private final Dataset dataset;
    private final Function<DatasetVideo, GroundTruth> references;
    private final RunFolder folder;
    private final int number;
    private final Seeds seeds;
    private final List<String> toLearn;
    private final List<String> toChoose;
    private final List<String> test;

    /**
     * Prepares a split.
     *
     * @param references what people think of a video
     * @param number counted from 1
     */
    SplitTrainer(
            TrainingOptions options,
            Device device,
            Dataset dataset,
            Function<DatasetVideo, GroundTruth> references,
            RunFolder folder,
            int number,
            Split split) {
        this.options = options;
        this.device = device;
        this.dataset = dataset;
        this.references = references;
        this.folder = folder;
        this.number = number;
        this.seeds = new Seeds(options.seed(), number);
        this.test = split.test();
        if (options.protocol() == TrainingProtocol.PUBLISHED) {
            toLearn = split.train();
            toChoose = test;
        } else {
            List<String> shuffled = shuffled(split.train(), seeds.validation());
            int kept = validationVideos(split.train().size(), options.validationShare());
            toLearn = split.train().stream()
                    .filter(video -> !shuffled.subList(0, kept).contains(video))
                    .toList();
            toChoose = split.train().stream()
                    .filter(shuffled.subList(0, kept)::contains)
                    .toList();
        }
    }

    /**
     * How many of the training videos of a split are kept back.
     *
     * @throws TrainingException if none would be left to learn from
     */
    static int validationVideos(int videos, double share) {
        int kept = (int) Math.max(1, Math.round(videos * share));
        if (kept >= videos) {
            throw new TrainingException(
                    "of %d training videos %d would be kept back for validation: give more videos, a smaller share, or --protocol published"
                            .formatted(videos, kept));
        }
        return kept;
    }

    /** How many steps it takes, if it is not ended early. */
    int steps() {
        return toLearn.size() * options.epochs();
    }

    /**
     * Trains it from where it is.
     *
     * @param clock is told of every step
     */
    TrainedSplit train(TrainingEta clock, TrainingListener listener) {
        Optional<TrainedSplit> done = folder.done(number);
        if (done.isPresent()) {
            folder.forgetState(number);
            clock.skip(steps());
            return done.get();
        }
        List<TrainingVideo> videos = toLearn.stream().map(this::read).toList();
        Optional<RunFolder.State> state = folder.interrupted(number);
        clock.skip(state.map(RunFolder.State::steps).orElse(0L));
        LearningCurve curve = state.map(RunFolder.State::curve).orElse(LearningCurve.empty(options.protocol()));
        try (TrainingSession fit = state.map(
                        there -> TrainingSession.resume(options, device, there.tensors(), there.steps()))
                .orElseGet(() -> TrainingSession.start(options, device, seeds.weights()))) {
            while (curve.epochs().size() < options.epochs() && !isStale(curve)) {
                long began = System.nanoTime();
                int next = curve.epochs().size() + 1;
                double loss = learn(fit, next, videos, clock, listener);
                Checkpoint weights = weights(fit, next);
                Judged judged = judge(toChoose, weights, next);
                Epoch epoch = new Epoch(
                        next,
                        loss,
                        MeanResult.ofVideos(judged.videos().values()),
                        judged.error(),
                        (System.nanoTime() - began) / 1e9);
                curve = curve.plus(epoch);
                if (curve.best().filter(epoch::equals).isPresent()) {
                    weights.writeSafetensors(folder.weights(number));
                }
                folder.save(number, curve, fit);
                listener.epoch(number, epoch);
            }
        }
        clock.skip(steps() - (long) toLearn.size() * curve.epochs().size());
        TrainedSplit trained = result(curve);
        folder.done(trained);
        return trained;
    }

    private TrainingVideo read(String name) {
        return TrainingVideo.of(dataset.video(name));
    }

    private boolean isStale(LearningCurve curve) {
        return options.patience().isPresent()
                && curve.isStale(options.patience().getAsInt());
    }

    /** One step a video; gives the mean loss. */
    private double learn(
            TrainingSession fit, int epoch, List<TrainingVideo> videos, TrainingEta clock, TrainingListener listener) {
        double sum = 0;
        List<TrainingVideo> order = shuffled(videos, seeds.order(epoch));
        for (int step = 0; step < order.size(); step++) {
            CancelledException.throwIfInterrupted();
            TrainingVideo video = order.get(step);
            float loss = fit.step(video, seeds.dropout(epoch, step));
            if (!Float.isFinite(loss)) {
                throw runaway("the loss became %s at %s".formatted(loss, video.name()), epoch);
            }
            sum += loss;
            listener.step(clock.step(number, epoch, options.epochs(), sum / (step + 1)));
        }
        return sum / order.size();
    }

    private Checkpoint weights(TrainingSession fit, int epoch) {
        Map<String, Tensor> weights = fit.weights();
        weights.forEach((key, tensor) -> {
            for (float value : tensor.toFloats()) {
                if (!Float.isFinite(value)) {
                    throw runaway("%s became %s".formatted(key, value), epoch);
                }
            }
        });
        return new Checkpoint(
                weights, Map.of(CstaOptions.METADATA, options.network().text()));
    }

    private TrainingException runaway(String what, int epoch) {
        return new TrainingException(
                "split %d, epoch %d: %s; begin anew with a smaller learning rate".formatted(number, epoch, what));
    }

    private TrainedSplit result(LearningCurve curve) {
        Epoch best = curve.best().orElseThrow();
        Map<String, VideoResult> videos = judge(test, Checkpoint.read(folder.weights(number)), best.number())
                .videos();
        return new TrainedSplit(
                number,
                folder.weights(number).getFileName().toString(),
                curve.epochs().size(),
                best,
                new SplitResult(number, videos, MeanResult.ofVideos(videos.values())),
                curve.epochs().stream().mapToDouble(Epoch::seconds).sum());
    }

    /** How videos are scored: against what people think, and the mean square error over them. */
    private record Judged(Map<String, VideoResult> videos, double error) {}

    /** Exactly as a user of these weights would see it. */
    private Judged judge(List<String> names, Checkpoint weights, int epoch) {
        Map<String, VideoResult> results = new LinkedHashMap<>();
        double errors = 0;
        try (FrameScorer scorer = FrameScorer.of(weights, device)) {
            for (String name : names) {
                CancelledException.throwIfInterrupted();
                DatasetVideo video = dataset.video(name);
                float[] scores = scorer.score(video.features());
                for (float score : scores) {
                    if (!Float.isFinite(score)) {
                        throw runaway("a score of %s became %s".formatted(name, score), epoch);
                    }
                }
                results.put(name, references.apply(video).judge(scores));
                errors += meanSquareError(scores, video.gtScore());
            }
        }
        return new Judged(results, errors / names.size());
    }

    private static double meanSquareError(float[] scores, float[] wanted) {
        double sum = 0;
        for (int i = 0; i < scores.length; i++) {
            sum += ((double) scores[i] - wanted[i]) * ((double) scores[i] - wanted[i]);
        }
        return sum / scores.length;
    }

    /** Fisher and Yates. */
    private static <T> List<T> shuffled(List<T> list, SplittableRandom random) {
        List<T> shuffled = new ArrayList<>(list);
        for (int i = shuffled.size() - 1; i > 0; i--) {
            Collections.swap(shuffled, i, random.nextInt(i + 1));
        }
        return shuffled;
    }
}
