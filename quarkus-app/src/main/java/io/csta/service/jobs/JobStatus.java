package io.csta.service.jobs;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The status of a job.
 *
 * @param state its state
 * @param progress its progress
 * @param started when the current or last attempt began
 * @param ended when it was done, failed or cancelled
 * @param due the earliest time of the next attempt
 * @param paused whether it is not attempted until it is resumed; false unless it is queued
 * @param attempts the number of attempts so far
 * @param result its result, if it is done
 * @param failure why it or its last attempt failed
 * @param moved the videos that its source moved since it ended, and removes later: its own, and files with the same content
 * @param settled whether the source was notified of the end: files and objects were moved, and callbacks are queued
 */
public record JobStatus(
        JobState state,
        JobProgress progress,
        Optional<Instant> started,
        Optional<Instant> ended,
        Instant due,
        boolean paused,
        int attempts,
        Optional<JobResult> result,
        Optional<JobFailure> failure,
        List<MovedVideo> moved,
        boolean settled) {

    /** Jobs of earlier versions have no list. */
    public JobStatus {
        moved = moved == null ? List.of() : List.copyOf(moved);
    }

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
                false,
                attempts + 1,
                Optional.empty(),
                failure,
                List.of(),
                false);
    }

    JobStatus at(JobProgress now) {
        return new JobStatus(state, now, started, ended, due, paused, attempts, result, failure, moved, settled);
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

    /** Queued again after a temporary failure. */
    JobStatus postponed(JobFailure why, Instant until) {
        return waiting(started, until, attempts, Optional.of(why));
    }

    /** Queued again because the source is unavailable. Does not count as an attempt. */
    JobStatus held(JobFailure why, Instant until) {
        return waiting(started, until, Math.max(0, attempts - 1), Optional.of(why));
    }

    /** Queued again because the service stopped. Does not count as an attempt. */
    JobStatus putBack(Instant now) {
        return waiting(started, now, Math.max(0, attempts - 1), failure);
    }

    /** Queued again because the process died, which the video may have caused. */
    JobStatus resumed(Instant now) {
        return waiting(started, now, attempts, failure);
    }

    /** Not attempted until it is resumed, or to be attempted again. */
    JobStatus paused(boolean isPaused) {
        return new JobStatus(state, progress, started, ended, due, isPaused, attempts, result, failure, moved, settled);
    }

    /** Queued, and neither paused nor due later. */
    boolean isDue(Instant now) {
        return isWaiting() && !due.isAfter(now);
    }

    /** Queued and not paused. */
    public boolean isWaiting() {
        return state == JobState.QUEUED && !paused;
    }

    JobStatus with(MovedVideo video) {
        List<MovedVideo> all = Stream.concat(
                        moved.stream().filter(other -> !other.path().equals(video.path())), Stream.of(video))
                .toList();
        return new JobStatus(state, progress, started, ended, due, paused, attempts, result, failure, all, settled);
    }

    JobStatus settledNow() {
        return new JobStatus(state, progress, started, ended, due, paused, attempts, result, failure, moved, true);
    }

    private JobStatus ended(
            JobState end, JobProgress reached, Instant now, Optional<JobResult> made, Optional<JobFailure> why) {
        return new JobStatus(end, reached, started, Optional.of(now), due, false, attempts, made, why, moved, false);
    }

    private static JobStatus waiting(
            Optional<Instant> started, Instant until, int attempts, Optional<JobFailure> failure) {
        return new JobStatus(
                JobState.QUEUED,
                JobProgress.NONE,
                started,
                Optional.empty(),
                until,
                false,
                attempts,
                Optional.empty(),
                failure,
                List.of(),
                false);
    }
}
