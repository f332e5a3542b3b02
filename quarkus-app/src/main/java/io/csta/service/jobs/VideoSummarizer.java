package io.csta.service.jobs;

import java.nio.file.Path;

/** Creates the summaries of jobs. */
@FunctionalInterface
public interface VideoSummarizer {

    /**
     * Writes the summary of a job to {@link Job#output} and {@link Job#outputJson}, which appear when they are complete.
     *
     * @param video the video of the job
     * @param cancellation stops the work
     * @throws RuntimeException if it fails; {@link io.csta.CancelledException} if it was cancelled
     */
    void summarize(Job job, Path video, Cancellation cancellation);
}
