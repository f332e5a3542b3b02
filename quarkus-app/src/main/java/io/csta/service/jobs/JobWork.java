package io.csta.service.jobs;

import java.nio.file.Path;

/** What is done with the video of a job. */
public interface JobWork {

    /**
     * Creates the summary and delivers it. May be called again for a job that was done in part.
     *
     * @param cancellation stops this attempt
     * @throws RuntimeException if it fails; {@link io.csta.CancelledException} if it was cancelled
     */
    JobResult run(Job job, Cancellation cancellation);

    /**
     * Notifies the source that the job ended. May be called again after a failure.
     *
     * @throws RuntimeException if the source has to be notified later
     */
    void settle(Job job);

    /** Whether a failure may disappear without intervention. */
    boolean isTemporary(Job job, RuntimeException failure);

    /** Whether a failure is not caused by the job, and does not count as an attempt: something that all such jobs need is unavailable. */
    default boolean isOutage(Job job, RuntimeException failure) {
        return false;
    }

    /** Where the video of a job belongs on this disk, whether it exists or not. */
    Path place(Job job);
}
