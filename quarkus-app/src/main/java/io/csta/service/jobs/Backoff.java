package io.csta.service.jobs;

import java.time.Duration;

/** Growing delays between attempts. */
public final class Backoff {

    private static final Duration LONGEST = Duration.ofMinutes(10);

    private Backoff() {}

    /** The delay after an attempt, counted from 1: twice as long after each, up to ten minutes. */
    public static Duration after(int attempt, Duration first) {
        Duration delay = first.multipliedBy(1L << Math.min(attempt - 1, 20));
        return delay.compareTo(LONGEST) < 0 ? delay : LONGEST;
    }
}
