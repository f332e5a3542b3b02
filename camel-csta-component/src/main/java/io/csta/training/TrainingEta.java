package io.csta.training;

import java.util.OptionalDouble;

/** Counts the steps of a run, and estimates from those of this process how long the rest takes. */
final class TrainingEta {

    /** The first steps take longer, so they allow no estimate. */
    private static final int STEPS_FOR_ESTIMATE = 3;

    private final long total;
    private final long began = System.nanoTime();
    private long done;
    private long here;

    /** Starts with a total number of steps. */
    TrainingEta(long total) {
        this.total = total;
    }

    /** Counts steps that this process does not do, because an earlier process did them or the split ended early. */
    void skip(long steps) {
        done += steps;
    }

    TrainingProgress step(int split, int epoch, int epochs, double loss) {
        done++;
        here++;
        double seconds = (System.nanoTime() - began) / 1e9;
        OptionalDouble left = here < STEPS_FOR_ESTIMATE
                ? OptionalDouble.empty()
                : OptionalDouble.of(seconds / here * Math.max(0, total - done));
        return new TrainingProgress(split, epoch, epochs, Math.min(1, (double) done / total), loss, left);
    }
}
