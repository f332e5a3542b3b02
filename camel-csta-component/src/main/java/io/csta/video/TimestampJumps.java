package io.csta.video;

/**
 * Takes jumps out of a clock: steps so far ahead that they must be damage, or so far back that another recording must
 * have begun. What comes after a jump goes on from where the clock was.
 */
final class TimestampJumps {

    /** In seconds. A camera that records only what moves, or a slide show, may well show a frame for half an hour. */
    private static final double LONGEST_GAP = 3600;

    /** In seconds. What a file tells of its length may be about the last of several recordings. */
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
     * @param duration of the whole file in seconds, as far as it tells; 0 if not. No gap is longer.
     */
    TimestampJumps(double tick, double duration) {
        ahead = (duration > 0 ? Math.min(Math.max(duration, SHORTEST_LIMIT), LONGEST_GAP) : LONGEST_GAP) / tick;
        back = LARGEST_STEP_BACK / tick;
    }

    /**
     * A time of the clock without the jumps.
     *
     * @param time as told, in ticks
     * @param expected where the clock would be had it gone on evenly
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
