package io.csta.download;

import java.time.Duration;

/**
 * How long to wait for a server, and how often to come back.
 *
 * @param stall the longest time without an answer or, within an answer, without a byte
 * @param attempts in a row that may pass without progress
 * @param firstWait before the second attempt; it doubles from one attempt without progress to the next
 * @param longestWait before any attempt, also if the server asks for more
 */
record RetryPolicy(Duration stall, int attempts, Duration firstWait, Duration longestWait) {

    static final RetryPolicy ORDINARY =
            new RetryPolicy(Duration.ofSeconds(30), 5, Duration.ofSeconds(1), Duration.ofMinutes(1));

    /** How long to wait after so many attempts in a row without progress. */
    Duration wait(int fruitless, Duration asked) {
        Duration own = firstWait.multipliedBy(1L << Math.max(0, Math.min(fruitless, attempts) - 1));
        Duration longer = own.compareTo(asked) > 0 ? own : asked;
        return longer.compareTo(longestWait) < 0 ? longer : longestWait;
    }
}
