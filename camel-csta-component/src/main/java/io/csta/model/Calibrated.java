package io.csta.model;

import ai.djl.Device;
import io.csta.features.FeatureExtractor;
import java.util.Arrays;

/**
 * The extractor that needs no file: its weights are drawn from fixed seeds, which alone would make all frames look alike, and its
 * batch-norm statistics are calibrated on {@link CalibrationPictures}, which brings unlike pictures apart.
 *
 * <p>Scorers learn from its vectors, so that whatever changes them needs another name in {@link ModelCard}.
 */
final class Calibrated {

    private static final String LAST_MAPS = "inception5b.";

    /**
     * Lets the last maps fire only where they are this many standard deviations above their mean. Without it all vectors
     * share so large a part that KTS misses cuts between similar scenes; with more of it camera motion becomes cuts.
     */
    private static final float LAST_THRESHOLD = -0.25f;

    private Calibrated() {}

    static FeatureExtractor extractor(Device device) {
        return FeatureExtractor.calibrated(Calibrated::values, CalibrationPictures.draw(), device);
    }

    private static float[] values(String key, long[] shape) {
        float[] values = DrawnWeights.of("extractor." + key, shape);
        if (shape.length == 1 && key.startsWith(LAST_MAPS) && key.endsWith(".bias")) {
            Arrays.fill(values, LAST_THRESHOLD);
        }
        return values;
    }
}
