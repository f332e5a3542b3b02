package io.csta.service.jobs;

import io.csta.CstaException;

/** The queue is full. */
public final class TooManyJobsException extends CstaException {

    TooManyJobsException(int limit) {
        super("the queue is full: %d jobs are waiting (csta.jobs.max-queued); try again later".formatted(limit));
    }
}
