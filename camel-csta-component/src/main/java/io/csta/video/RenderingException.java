package io.csta.video;

import io.csta.CstaException;

/** A summary video could not be created: the encoder or a filter failed. */
public class RenderingException extends CstaException {

    /** Says which file, what happened and what to do about it. */
    public RenderingException(String message) {
        super(message);
    }

    /** The same, with the cause. */
    public RenderingException(String message, Throwable cause) {
        super(message, cause);
    }
}
