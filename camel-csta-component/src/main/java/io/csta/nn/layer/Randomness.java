package io.csta.nn.layer;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * Generators of random numbers that are the same on every machine, whatever else draws random numbers.
 *
 * <p>PyTorch's own generator is one for the whole process, so a run that resumes after an interruption could not draw the
 * same numbers.
 */
final class Randomness {

    /** The increment of {@link SplittableRandom}. */
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private Randomness() {}

    static SplittableRandom of(long seed) {
        return new SplittableRandom(mix(seed));
    }

    /** Numbers that belong to a name, whatever other names there are. */
    static SplittableRandom of(long seed, String name) {
        long hash = FNV_OFFSET;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * FNV_PRIME;
        }
        return new SplittableRandom(mix(seed) ^ hash);
    }

    /** A number of mean 0 and variance 1 (Box and Muller 1958). */
    static double normal(SplittableRandom random) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
        return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
    }

    /** Makes neighbouring seeds unlike each other. */
    private static long mix(long seed) {
        return new SplittableRandom(seed - GOLDEN_GAMMA).nextLong();
    }
}
