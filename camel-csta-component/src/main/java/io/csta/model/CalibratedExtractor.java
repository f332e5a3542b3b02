package io.csta.model;

import io.csta.checkpoint.Checkpoint;
import io.csta.features.FeatureExtractor;
import io.csta.nn.engine.Device;
import java.util.Arrays;

/**
 * The extractor that needs no checkpoint: its weights are generated from fixed seeds, which alone would make all frames look
 * alike, and its batch-norm statistics, measured on generated pictures, keep unlike pictures apart.
 *
 * <p>The statistics are a resource rather than computed, so that they are the same on every machine. Scorers learn from the
 * extractor's vectors, so whatever changes them needs another name in {@link ModelCard}.
 */
final class CalibratedExtractor {

    /** The resource with a {@code running_mean} and a {@code running_var} for each batch norm. */
    static final String STATISTICS = "calibrated.safetensors";

    private static final String LAST_MAPS = "inception5b.";

    /**
     * Lets the last maps fire only where they are this many standard deviations above their mean. Without it all vectors
     * share so large a part that KTS misses cuts between similar scenes; with more of it camera motion becomes cuts.
     */
    private static final float LAST_THRESHOLD = -0.25f;

    private CalibratedExtractor() {}

    static FeatureExtractor extractor(Device device) {
        Checkpoint statistics = Checkpoint.ofSafetensors(Resources.bytes(STATISTICS));
        return FeatureExtractor.of(
                (key, shape) -> isStatistic(key) ? statistics.tensor(key).toFloats() : generated(key, shape), device);
    }

    private static boolean isStatistic(String key) {
        return key.contains(".running_");
    }

    /** The values before calibration. */
    static float[] generated(String key, long[] shape) {
        float[] values = RandomWeights.of("extractor." + key, shape);
        if (shape.length == 1 && key.startsWith(LAST_MAPS) && key.endsWith(".bias")) {
            Arrays.fill(values, LAST_THRESHOLD);
        }
        return values;
    }
}
