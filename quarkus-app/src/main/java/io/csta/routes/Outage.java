package io.csta.routes;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;

/** Says once that something is out of order, and once that it is in order again, however often one looks. Thread-safe. */
final class Outage {

    private final Logger log;
    private final AtomicReference<Optional<String>> reason = new AtomicReference<>(Optional.empty());

    Outage(Logger log) {
        this.log = log;
    }

    /** It is out of order. */
    void isOn(String why) {
        if (!reason.getAndSet(Optional.of(why)).equals(Optional.of(why))) {
            log.warn("{}; this is tried again, and said once", why);
        }
    }

    /** It is in order. */
    void isOver(String what) {
        if (reason.getAndSet(Optional.empty()).isPresent()) {
            log.info("{} answers again", what);
        }
    }
}
