package io.csta.dataset;

import io.csta.CstaException;

/**
 * A dataset, a list of splits or annotations cannot be read. The message names the file, the place in it, and what is
 * expected.
 */
public class DatasetException extends CstaException {

    /** A failure that this message explains. */
    public DatasetException(String message) {
        super(message);
    }

    /** A failure that this message explains and another one caused. */
    public DatasetException(String message, Throwable cause) {
        super(message, cause);
    }
}
