package io.csta;

/**
 * The root of everything that Camel CSTA throws on purpose.
 *
 * <p>The message is one line for the person who has to act on it: what was found, where, and what would be right. The
 * children tell a program which part of the work failed.
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
