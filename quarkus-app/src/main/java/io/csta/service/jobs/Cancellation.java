package io.csta.service.jobs;

import io.csta.CancelledException;
import org.jspecify.annotations.Nullable;

/** Stops one attempt of a job. Once cancelled, it stays cancelled. Thread-safe. */
public final class Cancellation {

    private boolean isCancelled;
    private @Nullable Runnable action;

    /** Whether the attempt has to stop. */
    public synchronized boolean isCancelled() {
        return isCancelled;
    }

    /**
     * Ends work that was cancelled.
     *
     * @throws CancelledException if the attempt has to stop
     */
    public void check() {
        if (isCancelled()) {
            throw new CancelledException("cancelled");
        }
    }

    /** Runs an action when the attempt is cancelled, or now if it was. Replaces the previous action. */
    public void onCancel(Runnable stop) {
        synchronized (this) {
            action = stop;
            if (!isCancelled) {
                return;
            }
        }
        stop.run();
    }

    void cancel() {
        Runnable stop;
        synchronized (this) {
            if (isCancelled) {
                return;
            }
            isCancelled = true;
            stop = action;
        }
        if (stop != null) {
            stop.run();
        }
    }
}
