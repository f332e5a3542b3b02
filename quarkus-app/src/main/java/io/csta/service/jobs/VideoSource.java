package io.csta.service.jobs;

import java.nio.file.Path;
import java.util.List;

/**
 * A kind of source: provides the videos of its jobs, receives their summaries, and is notified when they end. Implementations
 * are thread-safe. The data of a single job's video is in its {@link Source}.
 */
public interface VideoSource {

    /** {@code folder}, {@code s3} or {@code http}, as in {@link Source#kind}. */
    String kind();

    /** Where the video of a job belongs on this disk, whether it exists or not. */
    Path place(Job job);

    /** Whether an earlier attempt created the summary, which only has to be delivered. */
    default boolean isSummarized(Job job) {
        return false;
    }

    /**
     * Provides the video of a job, downloading it if necessary.
     *
     * @throws RuntimeException if it is missing, was replaced or cannot be downloaded; {@link io.csta.CancelledException} if
     *     the attempt was cancelled
     */
    Path input(Job job, Cancellation cancellation);

    /**
     * Delivers the summary, which is complete on this disk. May be called again after a failure.
     *
     * @throws RuntimeException if it cannot be delivered; {@link io.csta.CancelledException} if the attempt was cancelled
     */
    JobResult deliver(Job job, Cancellation cancellation);

    /**
     * Moves or removes the video of a job that ended. May be called again after a failure.
     *
     * @return the files that {@link #removeExpired} may remove later
     * @throws RuntimeException if this has to be repeated later
     */
    List<KeptFile> release(Job job);

    /**
     * Removes the files of a job that have been kept long enough. Called repeatedly, while the job cannot change.
     *
     * @return the files that are left
     */
    default List<KeptFile> removeExpired(Job job) {
        return job.status().files();
    }

    /** Whether a file of a job will be removed later, so that the job must not be forgotten. */
    default boolean isNeeded(Job job) {
        return false;
    }

    /** Whether the failure of a job may disappear without intervention, for a reason that only this source knows. */
    default boolean isTemporary(Job job, RuntimeException failure) {
        return false;
    }

    /** Whether a failure is not the job's: the source is unavailable now, or the video is not ready yet. */
    default boolean isOutage(Job job, RuntimeException failure) {
        return false;
    }
}
