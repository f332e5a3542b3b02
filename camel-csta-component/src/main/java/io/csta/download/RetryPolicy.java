package io.csta.download;

import java.time.Duration;

/**
 * When to give up waiting for a server, and when to try again.
 *
 * @param stall the maximum time without a response or, within a response, without data
 * @param attempts the maximum number of attempts in a row without progress
 * @param firstWait the pause before the second attempt; it doubles with every attempt without progress
 * @param longestWait the maximum pause, even if the server asks for more
 */
record RetryPolicy(Duration stall, int attempts, Duration firstWait, Duration longestWait) {

    static final RetryPolicy DEFAULT =
            new RetryPolicy(Duration.ofSeconds(30), 5, Duration.ofSeconds(1), Duration.ofMinutes(1));

    /** The pause after a number of attempts in a row without progress. */
    Duration wait(int failures, Duration retryAfter) {
        Duration own = firstWait.multipliedBy(1L << Math.max(0, Math.min(failures, attempts) - 1));
        Duration longer = own.compareTo(retryAfter) > 0 ? own : retryAfter;
        return longer.compareTo(longestWait) < 0 ? longer : longestWait;
    }
}
