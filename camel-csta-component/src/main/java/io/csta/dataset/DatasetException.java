package io.csta.dataset;

import io.csta.CstaException;

/**
 * A dataset, a list of splits or what people said cannot be read or written. The message names the file and the place in
 * it, and what would be right.
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
