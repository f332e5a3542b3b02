package io.csta.onnx;

import io.csta.CstaException;

/** A network was run after it was closed. */
public class ClosedNetworkException extends CstaException {

    /** The message names the closed network. */
    public ClosedNetworkException(String message) {
        super(message);
    }
}
