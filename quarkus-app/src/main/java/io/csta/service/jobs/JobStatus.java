package io.csta.service.jobs;

import java.time.Instant;
import java.util.Optional;

/**
 * What has become of a job.
 *
 * @param state where it stands
 * @param progress how far it is
 * @param started when the current or last attempt began
 * @param ended when it was done, given up or stopped
 * @param due the earliest time of the next attempt
 * @param attempts how many attempts were begun
 * @param result what came of it, if it is done
 * @param failure why it was given up, or why the last attempt came to nothing
 * @param settled whether the source knows of the end: files and objects were moved, and callbacks are on their way
 */
public record JobStatus(
        JobState state,
        JobProgress progress,
        Optional<Instant> started,
        Optional<Instant> ended,
        Instant due,
        int attempts,
        Optional<JobResult> result,
        Optional<JobFailure> failure,
        boolean settled) {

    static JobStatus fresh(Instant now) {
        return waiting(Optional.empty(), now, 0, Optional.empty());
    }

    JobStatus running(Instant now) {
        return new JobStatus(
                JobState.RUNNING,
                JobProgress.NONE,
                Optional.of(now),
                Optional.empty(),
                due,
                attempts + 1,
                Optional.empty(),
                failure,
                false);
    }

    JobStatus at(JobProgress now) {
        return new JobStatus(state, now, started, ended, due, attempts, result, failure, settled);
    }

    JobStatus done(JobResult made, Instant now) {
        return ended(JobState.DONE, JobProgress.COMPLETE, now, Optional.of(made), Optional.empty());
    }

    JobStatus failed(JobFailure why, Instant now) {
        return ended(JobState.FAILED, progress, now, Optional.empty(), Optional.of(why));
    }

    JobStatus cancelled(Instant now) {
        return ended(JobState.CANCELLED, progress, now, Optional.empty(), Optional.empty());
    }

    /** Waiting again, because an attempt failed that may succeed later. */
    JobStatus postponed(JobFailure why, Instant until) {
        return waiting(started, until, attempts, Optional.of(why));
    }

    /** Waiting for something that all such jobs need to come back. */
    JobStatus held(JobFailure why, Instant until) {
        return waiting(started, until, Math.max(0, attempts - 1), Optional.of(why));
    }

    /** Waiting again, because the service stopped, which was not the video's fault. */
    JobStatus putBack(Instant now) {
        return waiting(started, now, Math.max(0, attempts - 1), failure);
    }

    /** Waiting again, because the process died, which may have been the video's fault. */
    JobStatus resumed(Instant now) {
        return waiting(started, now, attempts, failure);
    }

    JobStatus settledNow() {
        return new JobStatus(state, progress, started, ended, due, attempts, result, failure, true);
    }

    private JobStatus ended(
            JobState end, JobProgress reached, Instant now, Optional<JobResult> made, Optional<JobFailure> why) {
        return new JobStatus(end, reached, started, Optional.of(now), due, attempts, made, why, false);
    }

    private static JobStatus waiting(
            Optional<Instant> started, Instant until, int attempts, Optional<JobFailure> failure) {
        return new JobStatus(
                JobState.QUEUED,
                JobProgress.NONE,
                started,
                Optional.empty(),
                until,
                attempts,
                Optional.empty(),
                failure,
                false);
    }
}
