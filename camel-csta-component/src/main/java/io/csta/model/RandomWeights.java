package io.csta.model;

import java.util.Arrays;
import java.util.Random;

/** Weights of networks that were never trained, drawn from fixed seeds. */
final class RandomWeights {

    private static final int CONVOLUTION = 4;
    private static final String FIRST_MAPS = ".conv1.";

    private RandomWeights() {}

    /** Weights of the size that keeps variance through rectified layers (He et al. 2015). */
    static float[] of(String key, long[] shape) {
        long count = 1;
        for (long side : shape) {
            count *= side;
        }
        float[] values = new float[Math.toIntExact(count)];
        if (shape.length == 1) {
            Arrays.fill(values, neutral(key));
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

    /** What norms and biases have that do nothing. */
    private static float neutral(String key) {
        return key.endsWith(".weight") || key.endsWith(".running_var") ? 1 : 0;
    }
}
