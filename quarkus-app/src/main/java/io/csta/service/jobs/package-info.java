/**
 * Work that is remembered: what was asked for, how far it is, and what came of it, each job in a folder of its own.
 *
 * <p>In: a source of a video and wishes for its summary, from a folder, a bucket or an upload. Out: a job, which ends
 * done, failed or cancelled, whatever happens to the process meanwhile. What is done to a video is not known here;
 * {@link io.csta.service.jobs.JobWork} is.
 */
@NullMarked
package io.csta.service.jobs;

import org.jspecify.annotations.NullMarked;
