package io.csta.training;

import io.csta.CstaException;

/** A training run cannot start or continue. */
public class TrainingException extends CstaException {

    private static final long serialVersionUID = 1L;

    /** With a message that says what to do. */
    public TrainingException(String message) {
        super(message);
    }

    /** With a message that says what to do, and the cause. */
    public TrainingException(String message, Throwable cause) {
        super(message, cause);
    }
}
