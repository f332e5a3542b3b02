package io.csta.nn.csta;

import io.csta.CstaException;

/** A network option that does not exist, or that conflicts with another one. */
public class NetworkOptionException extends CstaException {

    /** The message names the option, the reason, and the alternatives. */
    public NetworkOptionException(String message) {
        super(message);
    }
}
