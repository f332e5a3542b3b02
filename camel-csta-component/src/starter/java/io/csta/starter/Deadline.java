package io.csta.starter;

import io.csta.CancelledException;
import java.time.Duration;

/** When to stop for now. */
final class Deadline {

    private final long end;

    Deadline(Duration time) {
        this.end = System.nanoTime() + time.toNanos();
    }

    /**
     * Is called where work can be taken up again.
     *
     * @throws CancelledException if time is up
     */
    void check() {
        CancelledException.throwIfInterrupted();
        if (System.nanoTime() - end > 0) {
            throw new CancelledException("time is up: the same command goes on");
        }
    }
}
