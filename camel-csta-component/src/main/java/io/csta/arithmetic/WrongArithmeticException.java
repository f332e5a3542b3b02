package io.csta.arithmetic;

import io.csta.CstaException;

/** A library computes incorrectly on this processor, with any of its settings. */
public class WrongArithmeticException extends CstaException {

    /** Names the processor and the layer, and says what to do. */
    public WrongArithmeticException(String message) {
        super(message);
    }
}
