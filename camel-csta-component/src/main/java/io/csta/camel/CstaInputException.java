package io.csta.camel;

import io.csta.CstaException;

/** The body of a message is no input: it is missing, not there, or not allowed. */
public class CstaInputException extends CstaException {

    /** Says what was found, and what would be right. */
    public CstaInputException(String message) {
        super(message);
    }

    /** Says the same, and keeps the failure underneath. */
    public CstaInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
