package io.csta.video;

/**
 * Removes jumps from a clock: steps so far ahead that they must be damage, or so far back that another recording must have
 * started. After a jump, times continue from where the clock was.
 */
final class TimestampJumps {

    /** In seconds. A camera that records only what moves, or a slide show, may well show a frame for half an hour. */
    private static final double LONGEST_GAP = 3600;

    /** In seconds. The declared duration of a file may be that of the last of several recordings. */
    private static final double SHORTEST_LIMIT = 60;

    /** In seconds; jitter is less. */
    private static final double LARGEST_STEP_BACK = 1;

    private final double ahead;
    private final double back;
    private long shift;
    private boolean none = true;

    /**
     * For a clock.
     *
     * @param tick in seconds
     * @param duration the declared duration of the whole file in seconds, 0 if unknown; no gap is longer
     */
    TimestampJumps(double tick, double duration) {
        ahead = (duration > 0 ? Math.min(Math.max(duration, SHORTEST_LIMIT), LONGEST_GAP) : LONGEST_GAP) / tick;
        back = LARGEST_STEP_BACK / tick;
    }

    /**
     * A time of the clock without the jumps.
     *
     * @param time the time in the file, in ticks
     * @param expected the time without a jump
     */
    long smoothed(long time, long expected) {
        double step = (double) time + shift - expected;
        if (step > ahead || -step > back) {
            shift = expected - time;
            none = false;
        }
        return time + shift;
    }

    /** Whether there was no jump so far. */
    boolean none() {
        return none;
    }
}
