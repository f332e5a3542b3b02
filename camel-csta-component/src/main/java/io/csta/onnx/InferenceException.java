package io.csta.onnx;

import io.csta.CstaException;

/** ONNX Runtime could not be loaded, rejected a network, or failed while computing. */
public class InferenceException extends CstaException {

    /** The message says what failed. */
    public InferenceException(String message, Throwable cause) {
        super(message, cause);
    }
}
