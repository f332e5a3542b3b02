package io.csta.camel;

import io.csta.CstaException;

/** An option of an endpoint, or a header of a message, that cannot be. */
public class CstaOptionException extends CstaException {

    /** Says which option or header, and what would be right. */
    public CstaOptionException(String message) {
        super(message);
    }

    /** Says the same, and keeps the failure underneath. */
    public CstaOptionException(String message, Throwable cause) {
        super(message, cause);
    }
}
