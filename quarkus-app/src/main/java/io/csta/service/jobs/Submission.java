package io.csta.service.jobs;

/**
 * What became of the wish for a job.
 *
 * @param job the job
 * @param isNew whether it was not there before
 */
public record Submission(Job job, boolean isNew) {}
