package io.csta.service.http;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Requests that wait for a change. They are released when the service stops, so that they do not delay it. Thread-safe. */
@ApplicationScoped
class PendingRequests {

    private final Set<Wait> all = ConcurrentHashMap.newKeySet();
    private volatile boolean over;

    /** One request; closed when it no longer waits. */
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
     * Registers a waiting request.
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

    /** Releases all requests, including later ones. */
    void end() {
        over = true;
        all.forEach(wait -> wait.release.run());
    }
}
