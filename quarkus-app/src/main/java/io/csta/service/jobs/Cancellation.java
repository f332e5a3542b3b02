package io.csta.service.jobs;

import io.csta.CancelledException;
import org.jspecify.annotations.Nullable;

/** Stops one attempt of a job. Once cancelled, it stays cancelled. Thread-safe. */
public final class Cancellation {

    private boolean isCancelled;
    private @Nullable Thread worker;

    /** Whether the attempt has to stop. */
    public synchronized boolean isCancelled() {
        return isCancelled;
    }

    /**
     * Runs work that ends when its thread is interrupted, which happens if the attempt is cancelled. The interruption does
     * not reach what the thread runs afterwards, such as the record of the cancellation.
     *
     * @throws CancelledException if the attempt was cancelled before
     */
    public void interrupting(Runnable work) {
        synchronized (this) {
            if (isCancelled) {
                throw new CancelledException("cancelled");
            }
            worker = Thread.currentThread();
        }
        try {
            work.run();
        } finally {
            synchronized (this) {
                worker = null;
                if (isCancelled) {
                    Thread.interrupted();
                }
            }
        }
    }

    synchronized void cancel() {
        isCancelled = true;
        if (worker != null) {
            worker.interrupt();
        }
    }
}
