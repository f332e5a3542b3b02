package io.csta.download;

import io.csta.CstaException;
import java.time.Duration;

/** An attempt failed, but another one may succeed. */
final class TransientFailure extends CstaException {

    private final Duration retryAfter;

    TransientFailure(String message) {
        this(message, Duration.ZERO);
    }

    TransientFailure(String message, Duration retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    /** The pause that the server asks for. */
    Duration retryAfter() {
        return retryAfter;
    }
}
