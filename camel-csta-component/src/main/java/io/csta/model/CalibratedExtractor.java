package io.csta.model;

import io.csta.checkpoint.Checkpoint;
import io.csta.features.FeatureExtractor;
import io.csta.nn.PictureCnn;
import io.csta.nn.engine.Device;
import java.util.Arrays;

/**
 * The extractor that needs no checkpoint. Its weights are generated from fixed seeds; with these alone, the vectors of all
 * frames would be similar. Its batch-norm statistics, measured on generated images, separate the vectors of different images.
 *
 * <p>The statistics are a resource and not computed, so that they are the same on every machine. Scorers learn from the
 * extractor's vectors, so any change to these vectors requires another name in {@link KnownExtractor}.
 */
final class CalibratedExtractor {

    /** The resource with a {@code running_mean} and a {@code running_var} for each batch norm. */
    static final String STATISTICS = "calibrated.safetensors";

    private static final String LAST_MAPS = "inception5b.";

    /**
     * Activates the last maps only above this many standard deviations from their mean. Without it, all vectors have so much
     * in common that KTS misses cuts between similar scenes; with a higher threshold, camera motion becomes cuts.
     */
    private static final float LAST_THRESHOLD = -0.25f;

    private CalibratedExtractor() {}

    static FeatureExtractor extractor(Device device) {
        Checkpoint statistics = Checkpoint.ofSafetensors(Resources.bytes(STATISTICS));
        return FeatureExtractor.of(
                PictureCnn.GOOGLENET,
                (key, shape) -> isStatistic(key) ? statistics.tensor(key).toFloats() : generated(key, shape),
                device);
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
