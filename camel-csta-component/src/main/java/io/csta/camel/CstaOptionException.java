package io.csta.camel;

import io.csta.CstaException;

/** An option of an endpoint, or a header of a message, is invalid. */
public class CstaOptionException extends CstaException {

    /** Names the option or header and what is expected. */
    public CstaOptionException(String message) {
        super(message);
    }

    /** Also keeps the cause. */
    public CstaOptionException(String message, Throwable cause) {
        super(message, cause);
    }
}
