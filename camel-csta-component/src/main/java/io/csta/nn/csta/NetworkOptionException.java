package io.csta.nn.csta;

import io.csta.CstaException;

/** An option of a network that does not exist, or that does not fit another one. */
public class NetworkOptionException extends CstaException {

    /** Says what was asked for, why it cannot be, and what can. */
    public NetworkOptionException(String message) {
        super(message);
    }
}
