/**
 * The queue of jobs, on disk.
 *
 * <p>In: videos from sources and options for their summaries. Out: jobs, each in its own folder, which end done, failed or
 * cancelled, even if the process is killed. How a video is summarized is passed in as
 * {@link io.csta.service.jobs.VideoSummarizer}, and where videos come from as {@link io.csta.service.jobs.VideoSource}.
 */
@NullMarked
package io.csta.service.jobs;

import org.jspecify.annotations.NullMarked;
