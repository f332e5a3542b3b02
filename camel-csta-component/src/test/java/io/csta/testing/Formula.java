package io.csta.testing;

import java.lang.ref.SoftReference;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Numbers derived from a name, so that golden files need no stored inputs: splitmix64, seeded with the FNV-1a hash of the
 * name.
 */
public final class Formula {

    /** A cache of large parameters, which many networks share; soft references release them if memory is short. */
    private static final Map<String, SoftReference<float[]>> LARGE = new ConcurrentHashMap<>();

    private static final int LARGE_FROM = 10_000;

    private Formula() {}

    /** {@code count} values from {@code lo} to {@code hi} in row-major order, rounded to float. */
    public static float[] uniform(String name, int count, double lo, double hi) {
        float[] values = new float[count];
        long seed = seed(name);
        for (int i = 0; i < count; i++) {
            values[i] = (float) value(seed, i, lo, hi);
        }
        return values;
    }

    /** As {@link #uniform}, not rounded to float. */
    public static double[] uniformDoubles(String name, int count, double lo, double hi) {
        double[] values = new double[count];
        long seed = seed(name);
        Arrays.setAll(values, i -> value(seed, i, lo, hi));
        return values;
    }

    /** As {@link #uniform}, as rows of {@code columns} values. */
    public static float[][] uniformRows(String name, int rows, int columns, double lo, double hi) {
        float[] flat = uniform(name, rows * columns, lo, hi);
        float[][] matrix = new float[rows][];
        Arrays.setAll(matrix, i -> Arrays.copyOfRange(flat, i * columns, (i + 1) * columns));
        return matrix;
    }

    /**
     * The values of a network's parameter, in a range that suits its kind.
     *
     * @param key its key in the state dict, with the prefix {@code extractor.} for the feature extractor's
     * @throws IllegalArgumentException for parameters that keep their initial values: counters and fixed position tables
     */
    public static float[] parameter(String key, long... shape) {
        int count = Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
        String leaf = key.substring(key.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return switch (leaf) {
            case "cls" -> uniform(key, count, -0.5, 0.5);
            case "running_var" -> uniform(key, count, 0.5, 1.5);
            case "running_mean" -> uniform(key, count, -0.1, 0.1);
            case "bias" -> uniform(key, count, -0.01, 0.01);
            case "weight", "pe" -> weight(key, count, shape);
            default -> throw new IllegalArgumentException("parameter " + key + " keeps its initial values");
        };
    }

    private static float[] weight(String key, int count, long[] shape) {
        if (shape.length == 1) {
            return uniform(key, count, 0.5, 1.5);
        }
        double fanIn = (double) count / shape[0];
        double range = Math.sqrt((shape.length == 2 ? 3 : 6) / fanIn);
        return count < LARGE_FROM
                ? uniform(key, count, -range, range)
                : large(key, count, range).clone();
    }

    private static float[] large(String key, int count, double range) {
        String name = "%s %d %s".formatted(key, count, range);
        return Optional.ofNullable(LARGE.get(name)).map(SoftReference::get).orElseGet(() -> {
            float[] values = uniform(key, count, -range, range);
            LARGE.put(name, new SoftReference<>(values));
            return values;
        });
    }

    private static long seed(String name) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        return hash;
    }

    private static double value(long seed, int i, double lo, double hi) {
        long z = seed + (i + 1) * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        z = z ^ (z >>> 31);
        return lo + (hi - lo) * ((z >>> 40) / (double) (1 << 24));
    }
}
