package io.csta.model;

import java.util.Arrays;

/** Weights of untrained networks, generated from fixed seeds. */
final class RandomWeights {

    private static final int CONVOLUTION = 4;
    private static final String FIRST_MAPS = ".conv1.";

    private RandomWeights() {}

    /** Weights that preserve the variance through rectified layers (He et al. 2015). */
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
        Generator random = new Generator(key.hashCode());
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) ((random.nextDouble() * 2 - 1) * reach);
        }
        if (shape.length == CONVOLUTION && !key.contains(FIRST_MAPS)) {
            centre(values, (int) (count / shape[0]));
        }
        return values;
    }

    /**
     * Makes every kernel sum to zero. The input is rectified, so otherwise each output would mainly reflect the contrast of
     * the image.
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

    /** The values of norms and biases that have no effect. */
    private static float neutral(String key) {
        return key.endsWith(".weight") || key.endsWith(".running_var") ? 1 : 0;
    }

    /** The numbers of {@link java.util.Random}, without its atomic operations, which take most of the time. */
    static final class Generator {

        private static final long MULTIPLIER = 0x5DEECE66DL;
        private static final long INCREMENT = 0xB;
        private static final int BITS = 48;

        private long state;

        Generator(long seed) {
            state = seed ^ MULTIPLIER;
        }

        double nextDouble() {
            return (((long) next(26) << 27) + next(27)) * 0x1p-53;
        }

        private int next(int bits) {
            state = (state * MULTIPLIER + INCREMENT) & ((1L << BITS) - 1);
            return (int) (state >>> (BITS - bits));
        }
    }
}
