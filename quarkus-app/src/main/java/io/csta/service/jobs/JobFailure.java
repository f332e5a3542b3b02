package io.csta.service.jobs;

/**
 * Why an attempt came to nothing.
 *
 * @param type which part of the work failed, as the simple name of the exception
 * @param message one line that says what was found, where, and what would be right
 * @param temporary whether another attempt may succeed without anybody doing anything
 */
public record JobFailure(String type, String message, boolean temporary) {}
