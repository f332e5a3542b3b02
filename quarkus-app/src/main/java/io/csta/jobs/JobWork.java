package io.csta.jobs;

import java.nio.file.Path;

/** What is done to the video of a job; the routes know. */
public interface JobWork {

    /**
     * Makes the summary, and delivers it. May be called again for a job that was done in part.
     *
     * @return what was made
     * @throws RuntimeException whatever went wrong; {@link io.csta.CancelledException} if {@link #cancel} was called
     */
    JobResult run(Job job);

    /** Stops {@link #run} of this job, if it is at work. */
    void cancel(Job job);

    /**
     * Tells the source how the job ended, which nothing before may have done. May be called again if it failed.
     *
     * @throws RuntimeException if the source has to be told later
     */
    void settle(Job job);

    /** Whether what went wrong may go right later, without anybody doing anything. */
    boolean isTemporary(RuntimeException failure);

    /** Whether it has nothing to do with the job, whose attempts it does not use up: what all such jobs need is away. */
    default boolean isOutage(RuntimeException failure) {
        return false;
    }

    /** Where the video of a job belongs on this disk, whether it is there or not. */
    Path place(Job job);
}
