package io.csta.camel;

import io.csta.CancelledException;

/** Work that was waiting or being done when its route or context stopped; nothing is left behind. */
public class CstaStoppedException extends CancelledException {

    /** Says which endpoint stopped. */
    public CstaStoppedException(String message) {
        super(message);
    }
}
