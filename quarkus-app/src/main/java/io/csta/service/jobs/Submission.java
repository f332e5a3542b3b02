package io.csta.service.jobs;

/**
 * The result of submitting a video.
 *
 * @param job the job
 * @param isNew whether it was created or started again
 */
public record Submission(Job job, boolean isNew) {}
