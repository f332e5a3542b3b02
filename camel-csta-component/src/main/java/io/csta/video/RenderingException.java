package io.csta.video;

import io.csta.CstaException;

/** A summary video could not be written: its folder cannot be written to, the disk is full, the encoder refuses. */
public class RenderingException extends CstaException {

    /** Says which file, what happened and what to do about it. */
    public RenderingException(String message) {
        super(message);
    }

    /** Says the same, and keeps the failure underneath. */
    public RenderingException(String message, Throwable cause) {
        super(message, cause);
    }
}
