package io.csta.benchmark;

import io.csta.features.FeatureExtractor;
import io.csta.features.ImageTransform;
import io.csta.model.ModelStore;
import io.csta.model.SummaryModel;
import io.csta.nn.PictureCnn;
import io.csta.nn.engine.Device;
import io.csta.nn.engine.Engine;
import io.csta.testing.Formula;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Compares the engines in one run. They compute the same, so only the ratio of their times is of interest. */
@Tag("benchmark")
class EngineBenchmark {

    private static final int IMAGES = 96;

    private final Report report = new Report();

    @Test
    void engines_allOfThem_areMeasured() throws IOException {
        String loadBefore = Machine.load();
        for (Engine engine : Engine.values()) {
            try (FeatureExtractor extractor =
                    FeatureExtractor.of(PictureCnn.EFFICIENTNET_LITE0, Formula::parameter, Device.cpu(engine))) {
                features(extractor, "EfficientNet-Lite0", engine);
            }
            try (SummaryModel model = ModelStore.ofUser().load(ModelStore.DEFAULT, Device.cpu(engine))) {
                features(model.extractor(), "GoogLeNet", engine);
                for (int samples : new int[] {240, 5_000}) {
                    float[][] features = SegmentationBenchmark.shots(samples, 200);
                    report.seconds(
                            "scoring",
                            String.format(Locale.ROOT, "CSTA of starter, %,d samples, %s", samples, engine.word()),
                            Measured.of(1, 3, () -> model.scorer().score(features)),
                            "convolutions");
                }
            }
        }
        List<String> facts = new ArrayList<>(Machine.facts());
        facts.add("- system load: %s before, %s at the end".formatted(loadBefore, Machine.load()));
        report.write(Path.of("target", "engines.md"), facts);
    }

    private void features(FeatureExtractor extractor, String network, Engine engine) {
        List<byte[]> images = new ArrayList<>();
        for (int i = 0; i < IMAGES; i++) {
            byte[] image = new byte[ImageTransform.SIZE * ImageTransform.SIZE * 3];
            new Random(i).nextBytes(image);
            images.add(image);
        }
        Measured measured = Measured.of(1, 5, () -> {
            for (int i = 0; i < IMAGES; i += FeatureExtractor.BATCH) {
                extractor.extract(images.subList(i, i + FeatureExtractor.BATCH));
            }
        });
        report.rate(
                "features",
                "%s, batches of %d, %s".formatted(network, FeatureExtractor.BATCH, engine.word()),
                measured,
                IMAGES,
                "images/s",
                "convolutions");
    }
}
