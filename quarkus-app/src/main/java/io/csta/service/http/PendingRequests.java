package io.csta.service.http;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Requests that wait for something to happen. They are let go when the service stops, which they would hold up. Thread-safe. */
@ApplicationScoped
class PendingRequests {

    private final Set<Wait> all = ConcurrentHashMap.newKeySet();
    private volatile boolean over;

    /** One request; to be closed when it need not be let go any more. */
    final class Wait implements AutoCloseable {

        private final Runnable release;

        private Wait(Runnable release) {
            this.release = release;
        }

        @Override
        public void close() {
            all.remove(this);
        }
    }

    /**
     * A request waits from now on.
     *
     * @param release answers it; may be called by any thread, more than once, and before this returns
     */
    Wait begin(Runnable release) {
        Wait wait = new Wait(release);
        all.add(wait);
        if (over) {
            release.run();
        }
        return wait;
    }

    /** Lets all go, and whoever comes later. */
    void end() {
        over = true;
        all.forEach(wait -> wait.release.run());
    }
}
