package io.csta.starter;

import io.csta.CancelledException;
import java.time.Duration;

/** The end of the available time. */
final class Deadline {

    private final long end;

    Deadline(Duration time) {
        this.end = System.nanoTime() + time.toNanos();
    }

    /**
     * Called where work can be resumed later.
     *
     * @throws CancelledException if the time is over
     */
    void check() {
        CancelledException.throwIfInterrupted();
        if (System.nanoTime() - end > 0) {
            throw new CancelledException("out of time; run the same command again to resume");
        }
    }
}
