package io.csta.camel;

import io.csta.CancelledException;

/** Processing took longer than the option {@code timeout} allows; unfinished files were deleted. */
public class CstaTimeoutException extends CancelledException {

    /** Says what timed out and after how long. */
    public CstaTimeoutException(String message) {
        super(message);
    }
}
