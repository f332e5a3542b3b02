package io.csta;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for the results of other threads; their failures become failures of the waiting thread. */
public final class Futures {

    private Futures() {}

    /**
     * Waits for a result.
     *
     * @throws CancelledException if the thread is interrupted while it waits
     * @throws RuntimeException the failure of the work
     */
    public static <T> T result(Future<T> work) {
        try {
            return work.get();
        } catch (InterruptedException e) {
            throw CancelledException.interrupted();
        } catch (ExecutionException e) {
            throw failure(e);
        }
    }

    /**
     * Waits for a result for some time.
     *
     * @return the result; empty if it takes longer
     * @throws CancelledException if the thread is interrupted while it waits
     * @throws RuntimeException the failure of the work
     */
    public static <T> Optional<T> result(Future<T> work, Duration most) {
        try {
            return Optional.of(work.get(most.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            throw CancelledException.interrupted();
        } catch (ExecutionException e) {
            throw failure(e);
        }
    }

    /** Waits until all workers have ended, even if the thread is interrupted meanwhile; it then stays interrupted. */
    public static void awaitEnd(ExecutorService... workers) {
        boolean interrupted = Thread.interrupted();
        for (ExecutorService each : workers) {
            while (!each.isTerminated()) {
                try {
                    each.awaitTermination(1, TimeUnit.MINUTES);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static RuntimeException failure(ExecutionException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
    }
}
