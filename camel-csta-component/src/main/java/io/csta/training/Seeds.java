package io.csta.training;

import java.util.SplittableRandom;

/**
 * Random numbers for one split of a run. Each is a function of the seed and of what it is for, not of what was drawn before:
 * a run that goes on after it was cut off draws what it would have drawn.
 */
final class Seeds {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final long split;

    Seeds(long seed, int split) {
        this.split = mix(seed, split);
    }

    /** For the first values of the weights. */
    long weights() {
        return mix(split, 1);
    }

    /** For the choice of the videos that are kept back. */
    SplittableRandom validation() {
        return new SplittableRandom(mix(split, 2));
    }

    /** For the order of the videos in an epoch, counted from 1. */
    SplittableRandom order(int epoch) {
        return new SplittableRandom(mix(mix(split, 3), epoch));
    }

    /** For what is dropped out in a step, counted from 0 within its epoch. */
    long dropout(int epoch, int step) {
        return mix(mix(mix(split, 4), epoch), step);
    }

    /** The finalizer of splitmix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014). */
    private static long mix(long seed, long number) {
        long z = seed + (number + 1) * GOLDEN;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
