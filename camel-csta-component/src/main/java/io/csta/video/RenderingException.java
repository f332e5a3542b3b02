package io.csta.video;

import io.csta.CstaException;

/** A summary video could not be made: the encoder or a filter refuses. */
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
