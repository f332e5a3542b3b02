package io.csta.model;

import ai.djl.Device;
import io.csta.checkpoint.Checkpoint;
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

    private static final int CONVOLUTION = 4;
    private static final String FIRST_MAPS = ".conv1.";
    private static final String LAST_MAPS = "extractor.inception5b.";

    /**
     * Lets the last maps fire only where they are this many standard deviations above their mean. Without it all vectors
     * share so large a part that KTS misses cuts between similar scenes; with more of it camera motion becomes cuts.
     */
    private static final float LAST_THRESHOLD = -0.25f;

    private Untrained() {}

    static ModelCard card() {
        return new ModelCard(
                ModelCard.SCHEMA,
                NAME,
                ModelCard.PUBLISHED_ARCHITECTURE,
                Map.of(),
                "nothing",
                "Apache-2.0",
                Optional.of("the model is untrained: its shots are real, its scores mean nothing"),
                Optional.empty());
    }

    static FeatureExtractor extractor(Device device) {
        return FeatureExtractor.calibrated(
                (key, shape) -> values("extractor." + key, shape), CalibrationPictures.draw(), device);
    }

    /** The weights of {@link #extractor}, for a model whose scorer learned from its features. */
    static Checkpoint extractorCheckpoint() {
        return FeatureExtractor.calibratedCheckpoint(
                (key, shape) -> values("extractor." + key, shape), CalibrationPictures.draw());
    }

    static FrameScorer scorer(Device device) {
        return FrameScorer.untrained((key, shape) -> values("scorer." + key, shape), device);
    }

    /** Neutral norms and biases, but for the last maps of the extractor. */
    private static float vectorValue(String key) {
        if (key.startsWith(LAST_MAPS) && key.endsWith(".bias")) {
            return LAST_THRESHOLD;
        }
        return key.endsWith(".weight") || key.endsWith(".running_var") ? 1 : 0;
    }

    /** Weights of the size that keeps variance through rectified layers (He et al. 2015). */
    private static float[] values(String key, long[] shape) {
        long count = 1;
        for (long side : shape) {
            count *= side;
        }
        float[] values = new float[Math.toIntExact(count)];
        if (shape.length == 1) {
            Arrays.fill(values, vectorValue(key));
            return values;
        }
        double reach = Math.sqrt(6.0 * shape[0] / count);
        Random random = new Random(key.hashCode());
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) ((random.nextDouble() * 2 - 1) * reach);
        }
        if (shape.length == CONVOLUTION && !key.contains(FIRST_MAPS)) {
            centre(values, (int) (count / shape[0]));
        }
        return values;
    }

    /**
     * Makes every kernel sum to zero. What comes in is rectified, so without that each output would tell, more than
     * anything else, how strong the picture's contrast is.
     */
    private static void centre(float[] kernels, int size) {
        for (int from = 0; from < kernels.length; from += size) {
            double sum = 0;
            for (int i = from; i < from + size; i++) {
                sum += kernels[i];
            }
            for (int i = from; i < from + size; i++) {
                kernels[i] -= (float) (sum / size);
            }
        }
    }
}
