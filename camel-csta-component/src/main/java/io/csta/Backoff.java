package io.csta;

import java.time.Duration;

/**
 * The pauses between attempts. Each is twice as long as the one before, up to a maximum.
 *
 * @param first the pause after the first failure
 * @param longest the maximum pause
 */
public record Backoff(Duration first, Duration longest) {

    private static final int MOST_DOUBLINGS = 20;

    /** The pause after a number of failures in a row. */
    public Duration after(int failures) {
        return after(failures, Duration.ZERO);
    }

    /** The same, but at least as long as a server asks for, up to the maximum. */
    public Duration after(int failures, Duration requested) {
        Duration own = first.multipliedBy(1L << Math.max(0, Math.min(failures - 1, MOST_DOUBLINGS)));
        Duration longer = own.compareTo(requested) > 0 ? own : requested;
        return longer.compareTo(longest) < 0 ? longer : longest;
    }
}
