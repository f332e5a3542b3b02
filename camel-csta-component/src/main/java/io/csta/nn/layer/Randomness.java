package io.csta.nn.layer;

import java.nio.charset.StandardCharsets;

/**
 * Random numbers that are the same on every machine, whatever else draws numbers: splitmix64.
 *
 * <p>Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014. PyTorch's own generator is one
 * for the whole process, so that a run that was interrupted could not go on to the same bits.
 */
final class Randomness {

    private static final long STEP = 0x9E3779B97F4A7C15L;
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final double ULP = 0x1.0p-53;

    private long state;

    private Randomness(long state) {
        this.state = state;
    }

    static Randomness of(long seed) {
        return new Randomness(mix(seed));
    }

    /** Numbers that belong to a name, whatever other names there are. */
    static Randomness of(long seed, String name) {
        long hash = FNV_OFFSET;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * FNV_PRIME;
        }
        return new Randomness(mix(seed) ^ hash);
    }

    long nextLong() {
        state += STEP;
        return mix(state);
    }

    /** From 0, inclusive, to 1, exclusive. */
    double nextDouble() {
        return (nextLong() >>> 11) * ULP;
    }

    /** Of mean 0 and variance 1 (Box and Muller 1958). */
    double nextNormal() {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - nextDouble()));
        return radius * StrictMath.cos(2 * Math.PI * nextDouble());
    }

    private static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
