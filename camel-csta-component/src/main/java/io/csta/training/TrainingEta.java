package io.csta.training;

import java.util.OptionalDouble;

/** Counts the steps of a run, and tells from those of this process how long the rest takes. */
final class TrainingEta {

    /** The first steps take longer, and say little. */
    private static final int FEWEST = 3;

    private final long total;
    private final long began = System.nanoTime();
    private long done;
    private long here;

    /** Starts, with so many steps to do. */
    TrainingEta(long total) {
        this.total = total;
    }

    /** Counts steps that are not done here: an earlier process did them, or the split ended early. */
    void skip(long steps) {
        done += steps;
    }

    TrainingProgress step(int split, int epoch, int epochs, double loss) {
        done++;
        here++;
        double seconds = (System.nanoTime() - began) / 1e9;
        OptionalDouble left =
                here < FEWEST ? OptionalDouble.empty() : OptionalDouble.of(seconds / here * Math.max(0, total - done));
        return new TrainingProgress(split, epoch, epochs, Math.min(1, (double) done / total), loss, left);
    }
}
