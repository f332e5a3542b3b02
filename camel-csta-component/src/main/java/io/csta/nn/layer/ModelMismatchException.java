package io.csta.nn.layer;

import io.csta.CstaException;

/** A checkpoint or features that do not fit a network. */
public class ModelMismatchException extends CstaException {

    /** The message says what was found, where, and what would fit. */
    public ModelMismatchException(String message) {
        super(message);
    }
}
