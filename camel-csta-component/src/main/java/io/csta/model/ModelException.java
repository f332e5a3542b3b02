package io.csta.model;

import io.csta.CstaException;

/** A model does not exist, is damaged, or cannot be imported. */
public class ModelException extends CstaException {

    /** Says what was found, where, and what would be right. */
    public ModelException(String message) {
        super(message);
    }

    /** Says what was found, where, and what would be right. */
    public ModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
