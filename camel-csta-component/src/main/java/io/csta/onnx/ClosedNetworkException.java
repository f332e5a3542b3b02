package io.csta.onnx;

import io.csta.CstaException;

/** A network was asked to compute after it was closed. */
public class ClosedNetworkException extends CstaException {

    /** Says so. */
    public ClosedNetworkException(String message) {
        super(message);
    }
}
