package io.csta.diagnosis;

import io.csta.CstaException;
import org.jspecify.annotations.Nullable;

/** Turns exceptions into one-line messages. */
final class Failures {

    private Failures() {}

    /** The message of the innermost cause that has one, in one line. */
    static String message(Throwable failure) {
        String message = failure.toString();
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null && !cause.getMessage().isBlank()) {
                message = cause.getMessage();
            }
            if (cause instanceof CstaException) {
                break; // it names the remedy; its cause does not
            }
        }
        return message.replaceAll("\\R+\\s*", " ");
    }
}
