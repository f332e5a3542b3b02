package io.csta.evaluation;

import io.csta.CstaException;

/** Something cannot be evaluated, or people's ratings do not fit their videos. The message says what, where, and what to do. */
public class EvaluationException extends CstaException {

    /** A failure that this message explains. */
    public EvaluationException(String message) {
        super(message);
    }

    /** A failure that this message explains and another one caused. */
    public EvaluationException(String message, Throwable cause) {
        super(message, cause);
    }
}
