package io.csta.model;

/** A model of that name, or in that folder, does not exist. */
public class UnknownModelException extends ModelException {

    /** Says which models there are. */
    public UnknownModelException(String message) {
        super(message);
    }
}
