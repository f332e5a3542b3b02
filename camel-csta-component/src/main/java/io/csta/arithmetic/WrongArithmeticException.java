package io.csta.arithmetic;

import io.csta.CstaException;

/** A library computes incorrectly on this processor with all of its settings. */
public class WrongArithmeticException extends CstaException {

    /** The message names the processor, the layer and a remedy. */
    public WrongArithmeticException(String message) {
        super(message);
    }
}
