package io.csta;

/**
 * The work was stopped because its thread was interrupted.
 *
 * <p>Interruption is how everything in this library is cancelled: {@link Thread#interrupt()}, or
 * {@link java.util.concurrent.Future#cancel(boolean) cancel(true)} of the task that runs it. Whoever throws this has
 * removed what was half written, but for {@link io.csta.download.Download}, which goes on from there the next time.
 */
public class CancelledException extends CstaException {

    /** Says what was stopped. */
    public CancelledException(String message) {
        super(message);
    }

    /**
     * To be called between two frames or batches of long work.
     *
     * @throws CancelledException if the current thread is interrupted; its interrupt flag stays set
     */
    public static void throwIfInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancelledException("cancelled");
        }
    }
}
