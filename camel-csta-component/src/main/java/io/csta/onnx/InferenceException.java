package io.csta.onnx;

import io.csta.CstaException;

/** ONNX Runtime could not be loaded, rejected a network, or failed while computing. */
public class InferenceException extends CstaException {

    /** Says what failed, and keeps the cause. */
    public InferenceException(String message, Throwable cause) {
        super(message, cause);
    }
}
