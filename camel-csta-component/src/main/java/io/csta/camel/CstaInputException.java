package io.csta.camel;

import io.csta.CstaException;

/** The body of a message is not usable as input: it is missing, does not exist, or is not allowed. */
public class CstaInputException extends CstaException {

    /** Says what was found and what is expected. */
    public CstaInputException(String message) {
        super(message);
    }

    /** Also keeps the cause. */
    public CstaInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
