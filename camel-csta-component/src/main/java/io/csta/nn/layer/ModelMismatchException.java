package io.csta.nn.layer;

import io.csta.CstaException;

/** A checkpoint, or features, that a network was not made for. */
public class ModelMismatchException extends CstaException {

    /** Says what was found, where, and what would fit. */
    public ModelMismatchException(String message) {
        super(message);
    }
}
