package io.csta.camel;

import io.csta.CancelledException;

/** The route or context stopped before the message was processed; unfinished files were deleted. */
public class CstaStoppedException extends CancelledException {

    /** Says which endpoint stopped. */
    public CstaStoppedException(String message) {
        super(message);
    }
}
