package io.csta.checkpoint;

import io.csta.CstaException;

/**
 * A checkpoint cannot be read, or cannot be stored in a format; the message says which file, what is wrong and what to
 * do.
 */
public class CheckpointException extends CstaException {

    /** A failure that this message explains. */
    public CheckpointException(String message) {
        super(message);
    }

    /** A failure that this message explains and another one caused. */
    public CheckpointException(String message, Throwable cause) {
        super(message, cause);
    }
}
