package io.csta.model;

/** There is no model with this name or in this folder. */
public class UnknownModelException extends ModelException {

    /** Lists the available models. */
    public UnknownModelException(String message) {
        super(message);
    }
}
