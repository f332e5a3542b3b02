package io.csta.model;

import ai.djl.Device;
import io.csta.features.FeatureExtractor;
import io.csta.scoring.FrameScorer;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * The built-in model that never saw data: it needs no download, finds shots, and scores without meaning.
 *
 * <p>Weights are drawn from fixed seeds. Those of the extractor alone would make all frames look alike; its batch-norm
 * statistics are calibrated on {@link CalibrationPictures}, which brings unlike pictures apart.
 */
final class Untrained {

    static final String NAME = "untrained";

    private Untrained() {}

    static ModelCard card() {
        return new ModelCard(
                ModelCard.SCHEMA,
                NAME,
                ModelCard.PUBLISHED_ARCHITECTURE,
                Map.of(),
                "nothing",
                "Apache-2.0",
                Optional.of("the model is untrained: its shots are real, its scores mean nothing"));
    }

    static FeatureExtractor extractor(Device device) {
        return FeatureExtractor.calibrated(
                (key, shape) -> values("extractor." + key, shape), CalibrationPictures.draw(), device);
    }

    static FrameScorer scorer(Device device) {
        return FrameScorer.untrained((key, shape) -> values("scorer." + key, shape), device);
    }

    /** Weights of the size that keeps variance through rectified layers (He et al. 2015); neutral norms and biases. */
    private static float[] values(String key, long[] shape) {
        long count = 1;
        for (long side : shape) {
            count *= side;
        }
        float[] values = new float[Math.toIntExact(count)];
        if (shape.length == 1) {
            float neutral = key.endsWith(".weight") || key.endsWith(".running_var") ? 1 : 0;
            Arrays.fill(values, neutral);
            return values;
        }
        double reach = Math.sqrt(6.0 * shape[0] / count);
        Random random = new Random(key.hashCode());
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) ((random.nextDouble() * 2 - 1) * reach);
        }
        return values;
    }
}
