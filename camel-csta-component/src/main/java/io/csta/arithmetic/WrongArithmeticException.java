package io.csta.arithmetic;

import io.csta.CstaException;

/** A library computes wrongly on this processor, whatever its settings. */
public class WrongArithmeticException extends CstaException {

    /** Names the processor and the layer, and says what to do. */
    public WrongArithmeticException(String message) {
        super(message);
    }
}
