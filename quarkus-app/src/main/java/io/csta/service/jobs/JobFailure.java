package io.csta.service.jobs;

/**
 * Why an attempt failed.
 *
 * @param type the simple name of the exception
 * @param message one line that says what happened, where, and what to do
 * @param temporary whether another attempt may succeed without intervention
 */
public record JobFailure(String type, String message, boolean temporary) {}
