package io.csta.camel;

import io.csta.CancelledException;

/** Work that took longer than the option {@code timeout} allows, and was therefore stopped; nothing is left behind. */
public class CstaTimeoutException extends CancelledException {

    /** Says how long it may take. */
    public CstaTimeoutException(String message) {
        super(message);
    }
}
