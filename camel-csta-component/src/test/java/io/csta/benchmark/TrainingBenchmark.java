package io.csta.benchmark;

import io.csta.dataset.AnnotatedVideo;
import io.csta.dataset.Dataset;
import io.csta.dataset.DatasetWriter;
import io.csta.dataset.Splits;
import io.csta.dataset.VideoFeatures;
import io.csta.testing.Formula;
import io.csta.training.Trainer;
import io.csta.training.TrainingListener;
import io.csta.training.TrainingOptions;
import io.csta.training.TrainingProgress;
import io.csta.training.TrainingProtocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Measures a training step with the published options; {@code src/test/python/eager_step.py} is its counterpart. */
final class TrainingBenchmark {

    private static final int SAMPLES = 300;
    private static final int WARM_UPS = 2;
    private static final int STEPS = 7;

    private final Report report;
    private final Path folder;

    TrainingBenchmark(Report report, Path folder) {
        this.report = report;
        this.folder = folder;
    }

    void measure() throws IOException {
        Path file = folder.resolve("training.h5");
        Map<String, AnnotatedVideo> videos = new LinkedHashMap<>();
        for (int i = 0; i <= WARM_UPS + STEPS; i++) {
            videos.put("video_" + i, video(i));
        }
        DatasetWriter.writeAnnotated(file, videos);
        List<String> names = videos.keySet().stream().map("\"%s\""::formatted).toList();
        Path splits = Files.writeString(
                folder.resolve("splits.json"),
                "{\"splits\":[{\"train\":[%s],\"test\":[%s]}]}"
                        .formatted(String.join(",", names.subList(1, names.size())), names.get(0)));
        List<Double> seconds = new ArrayList<>();
        try (Dataset dataset = Dataset.open(file)) {
            new Trainer(dataset, Splits.read(splits), Optional.empty(), oneEpoch(), "cpu")
                    .train(folder.resolve("run"), List.of(), false, stopwatch(seconds));
        }
        report.seconds(
                "training",
                "CSTA, a step of %d samples".formatted(SAMPLES),
                Measured.of(seconds.subList(seconds.size() - STEPS, seconds.size())),
                "convolutions, forward and backward");
    }

    /** Records the time between steps within an epoch. */
    private static TrainingListener stopwatch(List<Double> seconds) {
        long[] last = {System.nanoTime()};
        return new TrainingListener() {
            @Override
            public void step(TrainingProgress progress) {
                long now = System.nanoTime();
                seconds.add((now - last[0]) / 1e9);
                last[0] = now;
            }
        };
    }

    private static TrainingOptions oneEpoch() {
        TrainingOptions published = TrainingOptions.DEFAULTS;
        return new TrainingOptions(
                published.network(),
                TrainingProtocol.PUBLISHED,
                1,
                published.learningRate(),
                published.weightDecay(),
                published.averaging(),
                published.seed(),
                published.validationShare(),
                OptionalInt.empty(),
                Optional.empty());
    }

    private static AnnotatedVideo video(int number) {
        float[][] features = Formula.uniformRows("training/" + number, SAMPLES, 1024, 0, 1);
        BitSet some = new BitSet(SAMPLES);
        some.set(0, SAMPLES / 8);
        return new AnnotatedVideo(
                new VideoFeatures(
                        features, IntStream.range(0, SAMPLES).toArray(), SAMPLES, new int[] {SAMPLES / 8, SAMPLES / 2}),
                Formula.uniform("importance/" + number, SAMPLES, 0, 1),
                some,
                List.of(some));
    }
}
