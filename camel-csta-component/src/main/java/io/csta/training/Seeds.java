package io.csta.training;

import java.util.SplittableRandom;

/**
 * Random numbers for one split of a run. Each depends on the seed and on its purpose, not on what was drawn before. A run that
 * resumes after an interruption therefore draws the same numbers as one that was not interrupted.
 */
final class Seeds {

    /** The increment of {@link SplittableRandom}. */
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private final long split;

    Seeds(long seed, int split) {
        this.split = mix(seed, split);
    }

    /** For the initial weights. */
    long weights() {
        return mix(split, 1);
    }

    /** For the choice of the validation videos. */
    SplittableRandom validation() {
        return new SplittableRandom(mix(split, 2));
    }

    /** For the order of the videos in an epoch, counted from 1. */
    SplittableRandom order(int epoch) {
        return new SplittableRandom(mix(mix(split, 3), epoch));
    }

    /** For the dropout masks of a step, counted from 0 within its epoch. */
    long dropout(int epoch, int step) {
        return mix(mix(mix(split, 4), epoch), step);
    }

    /** The random number at this position, from 0, of a generator with this seed. */
    private static long mix(long seed, long number) {
        return new SplittableRandom(seed + number * GOLDEN_GAMMA).nextLong();
    }
}
