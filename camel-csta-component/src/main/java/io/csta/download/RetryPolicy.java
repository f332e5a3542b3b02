package io.csta.download;

import io.csta.Backoff;
import java.time.Duration;

/**
 * When to give up waiting for a server, and when to try again.
 *
 * @param stall the maximum time without a response or, within a response, without data
 * @param attempts the maximum number of attempts in a row without progress
 * @param pauses the pauses between attempts without progress
 */
record RetryPolicy(Duration stall, int attempts, Backoff pauses) {

    static final RetryPolicy DEFAULT =
            new RetryPolicy(Duration.ofSeconds(30), 5, new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1)));
}
