package io.csta.nn.engine;

import io.csta.CstaException;

/** A device that this machine, or its PyTorch, does not have. */
public class UnknownDeviceException extends CstaException {

    /** Says which devices there are. */
    public UnknownDeviceException(String message) {
        super(message);
    }
}
