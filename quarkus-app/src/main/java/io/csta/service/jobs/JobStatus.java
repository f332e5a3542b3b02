package io.csta.service.jobs;

import java.nio.file.Path;
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
 * @param files the files that its source moved or wrote for it, see {@link KeptFile}; also those of earlier attempts
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
        List<KeptFile> files,
        boolean settled) {

    /** Jobs of earlier versions have no list. */
    public JobStatus {
        files = files == null ? List.of() : List.copyOf(files);
    }

    static JobStatus fresh(Instant now) {
        return waiting(Optional.empty(), now, 0, Optional.empty(), List.of());
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
                files,
                false);
    }

    JobStatus at(JobProgress now) {
        return new JobStatus(state, now, started, ended, due, paused, attempts, result, failure, files, settled);
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
        return waiting(started, until, attempts, Optional.of(why), files);
    }

    /** Queued again because the source is unavailable. Does not count as an attempt. */
    JobStatus held(JobFailure why, Instant until) {
        return waiting(started, until, Math.max(0, attempts - 1), Optional.of(why), files);
    }

    /** Queued again because the service stopped. Does not count as an attempt. */
    JobStatus putBack(Instant now) {
        return waiting(started, now, Math.max(0, attempts - 1), failure, files);
    }

    /** Queued again because the process died, which the video may have caused. */
    JobStatus resumed(Instant now) {
        return waiting(started, now, attempts, failure, files);
    }

    /** Not attempted until it is resumed, or to be attempted again. */
    JobStatus paused(boolean isPaused) {
        return new JobStatus(state, progress, started, ended, due, isPaused, attempts, result, failure, files, settled);
    }

    /** Queued, and neither paused nor due later. */
    boolean isDue(Instant now) {
        return isWaiting() && !due.isAfter(now);
    }

    /** Queued and not paused. */
    public boolean isWaiting() {
        return state == JobState.QUEUED && !paused;
    }

    JobStatus with(List<KeptFile> kept) {
        return new JobStatus(state, progress, started, ended, due, paused, attempts, result, failure, kept, settled);
    }

    /** With additional files. */
    JobStatus and(List<KeptFile> more) {
        List<Path> paths = more.stream().map(KeptFile::path).toList();
        return with(Stream.concat(files.stream().filter(each -> !paths.contains(each.path())), more.stream())
                .toList());
    }

    /** As if it had never been attempted, but with its files. */
    JobStatus again(Instant now) {
        return fresh(now).with(files);
    }

    JobStatus settledNow() {
        return new JobStatus(state, progress, started, ended, due, paused, attempts, result, failure, files, true);
    }

    private JobStatus ended(
            JobState end, JobProgress reached, Instant now, Optional<JobResult> made, Optional<JobFailure> why) {
        return new JobStatus(end, reached, started, Optional.of(now), due, false, attempts, made, why, files, false);
    }

    private static JobStatus waiting(
            Optional<Instant> started,
            Instant until,
            int attempts,
            Optional<JobFailure> failure,
            List<KeptFile> files) {
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
                files,
                false);
    }
}
