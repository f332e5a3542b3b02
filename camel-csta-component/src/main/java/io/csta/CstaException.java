package io.csta;

/**
 * The root of the exceptions of Camel CSTA.
 *
 * <p>The message is one line for the user: what was found, where, and what to do. The subclasses tell a program which part
 * failed.
 */
public class CstaException extends RuntimeException {

    /** A failure that this message explains. */
    public CstaException(String message) {
        super(message);
    }

    /** A failure that this message explains and another one caused. */
    public CstaException(String message, Throwable cause) {
        super(message, cause);
    }
}
