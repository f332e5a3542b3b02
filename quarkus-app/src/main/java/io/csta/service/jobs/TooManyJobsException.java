package io.csta.service.jobs;

import io.csta.CstaException;

/** So many jobs wait that no more are taken. */
public final class TooManyJobsException extends CstaException {

    TooManyJobsException(int limit) {
        super("%d jobs are waiting, and no more are taken (csta.jobs.max-queued): try again later".formatted(limit));
    }
}
