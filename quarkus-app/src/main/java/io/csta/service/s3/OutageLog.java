package io.csta.service.s3;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;

/** Logs once that something is unavailable, and once that it is available again. Thread-safe. */
final class OutageLog {

    private final Logger log;
    private final AtomicReference<Optional<String>> reason = new AtomicReference<>(Optional.empty());

    OutageLog(Logger log) {
        this.log = log;
    }

    /** It is unavailable. */
    void isOn(String why) {
        if (!reason.getAndSet(Optional.of(why)).equals(Optional.of(why))) {
            log.warn("{}; retrying; further failures are not logged", why);
        }
    }

    /** It is available. */
    void isOver(String what) {
        if (reason.getAndSet(Optional.empty()).isPresent()) {
            log.info("{} responds again", what);
        }
    }
}
