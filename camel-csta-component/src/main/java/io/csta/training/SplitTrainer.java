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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;

/** Trains one split: its epochs, the selection of the best, and the evaluation on the test videos. */
final class SplitTrainer {

    private final TrainingOptions options;
    private final Device device;
    private final Dataset dataset;
    private final Function<DatasetVideo, GroundTruth> groundTruths;
    private final RunFolder folder;
    private final int number;
    private final Seeds seeds;
    private final List<String> trainingVideos;
    private final List<String> selectionVideos;
    private final List<String> test;

    /**
     * Prepares a split.
     *
     * @param groundTruths the ratings of a video
     * @param number the number of the split, from 1
     */
    SplitTrainer(
            TrainingOptions options,
            Device device,
            Dataset dataset,
            Function<DatasetVideo, GroundTruth> groundTruths,
            RunFolder folder,
            int number,
            Split split) {
        this.options = options;
        this.device = device;
        this.dataset = dataset;
        this.groundTruths = groundTruths;
        this.folder = folder;
        this.number = number;
        this.seeds = new Seeds(options.seed(), number);
        this.test = split.test();
        if (options.protocol() == TrainingProtocol.PUBLISHED) {
            trainingVideos = split.train();
            selectionVideos = test;
        } else {
            List<String> shuffled = shuffled(split.train(), seeds.validation());
            int heldOut = validationVideos(split.train().size(), options.validationShare());
            trainingVideos = split.train().stream()
                    .filter(video -> !shuffled.subList(0, heldOut).contains(video))
                    .toList();
            selectionVideos = split.train().stream()
                    .filter(shuffled.subList(0, heldOut)::contains)
                    .toList();
        }
    }

    /**
     * The number of training videos of a split that are held out for validation.
     *
     * @throws TrainingException if no video would be left for training
     */
    static int validationVideos(int videos, double share) {
        int heldOut = (int) Math.max(1, Math.round(videos * share));
        if (heldOut >= videos) {
            throw new TrainingException(
                    ("no training videos would be left: %d of %d would be held out for validation; add videos,"
                                    + " or use a smaller share or the published protocol")
                            .formatted(heldOut, videos));
        }
        return heldOut;
    }

    /** The number of the split, from 1. */
    int number() {
        return number;
    }

    /** The number of steps, unless training ends early. */
    int steps() {
        return trainingVideos.size() * options.epochs();
    }

    /**
     * Trains the split, or resumes its training.
     *
     * @param eta counts every step
     * @param saved receives the curve after every epoch, when it is saved
     */
    TrainedSplit train(TrainingEta eta, TrainingListener listener, Consumer<LearningCurve> saved) {
        Optional<TrainedSplit> done = folder.done(number);
        if (done.isPresent() && !isExtended(done.get())) {
            eta.skip(steps());
            return done.get();
        }
        List<TrainingVideo> videos = trainingVideos.stream().map(this::read).toList();
        Optional<RunFolder.State> state = folder.state(number);
        if (done.isPresent() && folder.reopen(number)) {
            listener.note("the model of the run was removed, because its weights change; --extractor creates it again");
        }
        eta.skip(state.map(RunFolder.State::steps).orElse(0L));
        LearningCurve curve = state.map(RunFolder.State::curve).orElse(LearningCurve.empty(options.protocol()));
        try (TrainingSession session = state.map(
                        last -> TrainingSession.resume(options, device, last.tensors(), last.steps()))
                .orElseGet(() -> TrainingSession.start(options, device, seeds.weights()))) {
            while (curve.epochs().size() < options.epochs() && !isStale(curve)) {
                long began = System.nanoTime();
                int next = curve.epochs().size() + 1;
                double loss = train(session, next, videos, eta, listener);
                Checkpoint weights = weights(session, next);
                Evaluated evaluated = evaluate(selectionVideos, weights, next);
                Epoch epoch = new Epoch(
                        next,
                        loss,
                        MeanResult.ofVideos(evaluated.videos().values()),
                        evaluated.error(),
                        OptionalDouble.of(evaluated.spread()),
                        (System.nanoTime() - began) / 1e9,
                        OptionalLong.of(System.currentTimeMillis()));
                curve = curve.plus(epoch);
                if (curve.best().filter(epoch::equals).isPresent()) {
                    weights.writeSafetensors(folder.weights(number));
                }
                folder.save(number, curve, session);
                saved.accept(curve);
                listener.epoch(number, epoch);
                warnOfConstantScores(curve, listener);
            }
        }
        eta.skip(steps() - (long) trainingVideos.size() * curve.epochs().size());
        TrainedSplit trained = result(curve);
        folder.done(trained);
        return trained;
    }

    /** Whether a complete split has more epochs to train. One that ended early has none. */
    private boolean isExtended(TrainedSplit done) {
        boolean endedEarly = options.patience().isPresent()
                && done.epochs() - done.best().number() >= options.patience().getAsInt();
        return done.epochs() < options.epochs() && !endedEarly;
    }

    /** Warns once when scores become constant. */
    private void warnOfConstantScores(LearningCurve curve, TrainingListener listener) {
        List<Epoch> epochs = curve.epochs();
        Epoch last = epochs.get(epochs.size() - 1);
        boolean wasConstant = epochs.size() > 1 && epochs.get(epochs.size() - 2).isConstant();
        if (last.isConstant() && !wasConstant) {
            listener.note(String.format(
                    Locale.ROOT,
                    "split %d, epoch %d: the scores of a video are nearly equal (standard deviation %.1g), so the scorer distinguishes nothing; if that remains, use a smaller learning rate, or initial weights",
                    number,
                    last.number(),
                    last.spread().orElse(0)));
        }
    }

    private TrainingVideo read(String name) {
        TrainingVideo video = TrainingVideo.of(dataset.video(name));
        return video.withFeatures(options.network().inputs(video.features()));
    }

    private boolean isStale(LearningCurve curve) {
        return options.patience().isPresent()
                && curve.isStale(options.patience().getAsInt());
    }

    /** Trains one epoch, with one step per video; returns the mean loss. */
    private double train(
            TrainingSession session,
            int epoch,
            List<TrainingVideo> videos,
            TrainingEta eta,
            TrainingListener listener) {
        double sum = 0;
        List<TrainingVideo> order = shuffled(videos, seeds.order(epoch));
        for (int step = 0; step < order.size(); step++) {
            CancelledException.throwIfInterrupted();
            TrainingVideo video = order.get(step);
            float loss = session.step(video, seeds.dropout(epoch, step));
            if (!Float.isFinite(loss)) {
                throw diverged("the loss became %s on %s".formatted(loss, video.name()), epoch);
            }
            sum += loss;
            listener.step(eta.step(number, epoch, options.epochs(), sum / (step + 1)));
        }
        return sum / order.size();
    }

    private Checkpoint weights(TrainingSession session, int epoch) {
        Map<String, Tensor> weights = session.weights();
        weights.forEach((key, tensor) -> {
            for (float value : tensor.toFloats()) {
                if (!Float.isFinite(value)) {
                    throw diverged("%s became %s".formatted(key, value), epoch);
                }
            }
        });
        return new Checkpoint(
                weights, Map.of(CstaOptions.METADATA, options.network().text()));
    }

    private TrainingException diverged(String what, int epoch) {
        return new TrainingException(
                "split %d, epoch %d: training diverged, %s; start again with a smaller learning rate"
                        .formatted(number, epoch, what));
    }

    private TrainedSplit result(LearningCurve curve) {
        Epoch best = curve.best().orElseThrow();
        Evaluated evaluated = evaluate(test, Checkpoint.read(folder.weights(number)), best.number());
        folder.saveScores(number, evaluated.scores());
        Map<String, VideoResult> videos = evaluated.videos();
        return new TrainedSplit(
                number,
                folder.weights(number).getFileName().toString(),
                curve.epochs().size(),
                best,
                new SplitResult(number, videos, MeanResult.ofVideos(videos.values())),
                curve.epochs().stream().mapToDouble(Epoch::seconds).sum());
    }

    /** The results of scoring videos: the scores, the agreement with people, the mean square error, and the spread. */
    private record Evaluated(
            Map<String, float[]> scores, Map<String, VideoResult> videos, double error, double spread) {}

    /** Scores videos exactly as a user of these weights would. */
    private Evaluated evaluate(List<String> names, Checkpoint weights, int epoch) {
        Map<String, float[]> predicted = new LinkedHashMap<>();
        Map<String, VideoResult> results = new LinkedHashMap<>();
        double errors = 0;
        double spreads = 0;
        try (FrameScorer scorer = FrameScorer.of(weights, device)) {
            for (String name : names) {
                CancelledException.throwIfInterrupted();
                DatasetVideo video = dataset.video(name);
                float[] scores = scorer.score(video.features());
                for (float score : scores) {
                    if (!Float.isFinite(score)) {
                        throw diverged("a score of %s became %s".formatted(name, score), epoch);
                    }
                }
                predicted.put(name, scores);
                results.put(name, groundTruths.apply(video).evaluate(scores));
                errors += meanSquareError(scores, video.gtScore());
                spreads += standardDeviation(scores);
            }
        }
        return new Evaluated(predicted, results, errors / names.size(), spreads / names.size());
    }

    private static double meanSquareError(float[] scores, float[] targets) {
        double sum = 0;
        for (int i = 0; i < scores.length; i++) {
            sum += ((double) scores[i] - targets[i]) * ((double) scores[i] - targets[i]);
        }
        return sum / scores.length;
    }

    private static double standardDeviation(float[] scores) {
        double mean = 0;
        for (float score : scores) {
            mean += (double) score / scores.length;
        }
        double sum = 0;
        for (float score : scores) {
            sum += (score - mean) * (score - mean);
        }
        return Math.sqrt(sum / scores.length);
    }

    /** Shuffles by the algorithm of Fisher and Yates. */
    private static <T> List<T> shuffled(List<T> list, SplittableRandom random) {
        List<T> shuffled = new ArrayList<>(list);
        for (int i = shuffled.size() - 1; i > 0; i--) {
            Collections.swap(shuffled, i, random.nextInt(i + 1));
        }
        return shuffled;
    }
}
