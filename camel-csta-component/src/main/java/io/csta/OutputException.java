package io.csta;

/** A file cannot be written. */
public class OutputException extends CstaException {

    /** Says which file, why, and what to do. */
    public OutputException(String message) {
        super(message);
    }

    /** Says which file, why, and what to do. */
    public OutputException(String message, Throwable cause) {
        super(message, cause);
    }
}
