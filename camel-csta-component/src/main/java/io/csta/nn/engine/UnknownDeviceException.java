package io.csta.nn.engine;

import io.csta.CstaException;

/** A device that this machine does not have or the engine cannot use, or an unknown engine. */
public class UnknownDeviceException extends CstaException {

    /** The message names the available devices or engines. */
    public UnknownDeviceException(String message) {
        super(message);
    }
}
