package io.csta.evaluation;

import io.csta.CstaException;

/** Data cannot be evaluated, or ratings do not match their videos. The message says what, where, and what to do. */
public class EvaluationException extends CstaException {

    /** With a message that explains the failure. */
    public EvaluationException(String message) {
        super(message);
    }

    /** With a message that explains the failure, and its cause. */
    public EvaluationException(String message, Throwable cause) {
        super(message, cause);
    }
}
