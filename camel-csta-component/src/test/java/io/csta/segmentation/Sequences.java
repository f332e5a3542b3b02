package io.csta.segmentation;

import io.csta.testing.GoldenSequence;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/** Feature sequences to segment: random ones of many kinds. */
final class Sequences {

    /** Kinds of {@link #random}. */
    enum Kind {
        CLEAR,
        NOISY,
        DRIFTING,
        ORTHOGONAL,
        REPEATED_PAIRS,
        FEW_DISTINCT,
        PURE_NOISE,
        FADES,
        WEAK_CUTS,
        STATIC,
        STATIC_WITH_DRIFT,
        PERIODIC,
        WANDERING,
        CONSTANT_SHOTS
    }

    private Sequences() {}

    /** A sequence of a kind, {@code [n, width]}, with rows of unit length. */
    static float[][] random(Kind kind, int n, int width, Random random) {
        return switch (kind) {
            case CLEAR -> shots(n, width, 0.1, 0, random);
            case NOISY -> shots(n, width, 0.5 + random.nextDouble(), 0, random);
            case DRIFTING -> shots(n, width, 0.2, 1 + 3 * random.nextDouble(), random);
            case ORTHOGONAL -> orthogonal(n, width, random);
            case REPEATED_PAIRS -> repeated(n, width, random);
            case FEW_DISTINCT -> fewDistinct(n, width, random);
            case PURE_NOISE -> shots(n, width, 1e6, 0, random);
            case FADES -> fades(n, width, random);
            case WEAK_CUTS -> weakCuts(n, width, random);
            case STATIC -> shots(n, width, -0.05, 0, random);
            case STATIC_WITH_DRIFT -> shots(n, width, -0.05, 2 * random.nextDouble(), random);
            case PERIODIC -> periodic(n, width, random);
            case WANDERING -> wandering(n, width, random);
            case CONSTANT_SHOTS -> shots(n, width, 0, 0, random);
        };
    }

    /** Shots of random lengths; a negative noise means a single shot. */
    private static float[][] shots(int n, int width, double noise, double drift, Random random) {
        float[][] rows = new float[n][];
        double[] base = gaussian(width, random);
        double[] target = gaussian(width, random);
        int longest = 1 + random.nextInt(Math.max(1, n));
        int left = noise < 0 ? n : 1 + random.nextInt(longest);
        for (int i = 0; i < n; i++) {
            if (left-- == 0) {
                base = gaussian(width, random);
                left = random.nextInt(longest);
            }
            double along = drift * i / n;
            double[] row = new double[width];
            for (int k = 0; k < width; k++) {
                row[k] = base[k] + along * target[k] + Math.abs(noise) * random.nextGaussian();
            }
            rows[i] = unit(row);
        }
        return rows;
    }

    private static float[][] orthogonal(int n, int width, Random random) {
        float[][] rows = new float[n][width];
        int axis = 0;
        for (int i = 0; i < n; i++) {
            axis = random.nextInt(6) == 0 ? random.nextInt(width) : axis;
            rows[i][axis] = 1;
        }
        return rows;
    }

    private static float[][] repeated(int n, int width, Random random) {
        float[] a = unit(gaussian(width, random));
        float[] b = unit(gaussian(width, random));
        int run = 1 + random.nextInt(4);
        return IntStream.range(0, n).mapToObj(i -> i / run % 2 == 0 ? a : b).toArray(float[][]::new);
    }

    private static float[][] fewDistinct(int n, int width, Random random) {
        float[][] pool = IntStream.range(0, 3)
                .mapToObj(i -> unit(gaussian(width, random)))
                .toArray(float[][]::new);
        return IntStream.range(0, n).mapToObj(i -> pool[random.nextInt(3)]).toArray(float[][]::new);
    }

    private static float[][] fades(int n, int width, Random random) {
        float[][] rows = new float[n][];
        double[] from = gaussian(width, random);
        double[] to = gaussian(width, random);
        int length = 2 + random.nextInt(Math.max(1, n / 2));
        for (int i = 0; i < n; i++) {
            double along = (double) (i % length) / length;
            double[] row = new double[width];
            for (int k = 0; k < width; k++) {
                row[k] = (1 - along) * from[k] + along * to[k] + 0.05 * random.nextGaussian();
            }
            rows[i] = unit(row);
            if (i % length == length - 1) {
                from = to;
                to = gaussian(width, random);
            }
        }
        return rows;
    }

    /** Shots that differ by about as much as their frames do, so that a cut shows only after many frames. */
    private static float[][] weakCuts(int n, int width, Random random) {
        float[][] rows = new float[n][];
        double[] base = gaussian(width, random);
        double step = 0.1 + 0.3 * random.nextDouble();
        int length = Math.max(2, n / (2 + random.nextInt(3)));
        for (int i = 0; i < n; i++) {
            double[] row = new double[width];
            for (int k = 0; k < width; k++) {
                base[k] += i % length == 0 ? step * random.nextGaussian() : 0;
                row[k] = base[k] + 0.15 * random.nextGaussian();
            }
            rows[i] = unit(row);
        }
        return rows;
    }

    /** One shot that sways between two scenes, from every other frame to once in all. */
    private static float[][] periodic(int n, int width, Random random) {
        double[] middle = gaussian(width, random);
        double[] away = gaussian(width, random);
        double amplitude = random.nextDouble();
        double period = 2 + n * random.nextDouble();
        double noise = random.nextBoolean() ? 0 : 0.05;
        return IntStream.range(0, n)
                .mapToObj(i -> {
                    double swing = amplitude * Math.sin(2 * Math.PI * i / period);
                    double[] row = new double[width];
                    Arrays.setAll(row, k -> middle[k] + swing * away[k] + noise * random.nextGaussian());
                    return unit(row);
                })
                .toArray(float[][]::new);
    }

    /** A random walk, in which frames are similar to their neighbours, and less so with increasing distance. */
    private static float[][] wandering(int n, int width, Random random) {
        double[] place = gaussian(width, random);
        double step = 0.3 * random.nextDouble();
        return IntStream.range(0, n)
                .mapToObj(i -> {
                    Arrays.setAll(place, k -> place[k] + step * random.nextGaussian());
                    return unit(place);
                })
                .toArray(float[][]::new);
    }

    static float[] unit(double[] row) {
        return GoldenSequence.unit(row);
    }

    static double[] gaussian(int width, Random random) {
        return random.doubles(width, -1, 1).toArray();
    }
}
