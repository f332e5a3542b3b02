package io.csta;

/**
 * The work was cancelled because its thread was interrupted.
 *
 * <p>All work in this library is cancelled by interruption: {@link Thread#interrupt()}, or
 * {@link java.util.concurrent.Future#cancel(boolean) cancel(true)} of the task that runs it. Unfinished files have been
 * deleted when this is thrown, except those of {@link io.csta.download.Download}, which resumes from them.
 */
public class CancelledException extends CstaException {

    /** Names the work that was cancelled. */
    public CancelledException(String message) {
        super(message);
    }

    /**
     * Throws if the current thread is interrupted; long work calls this between two frames or batches.
     *
     * @throws CancelledException if so; the interrupt flag stays set
     */
    public static void throwIfInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw interrupted();
        }
    }

    /** The exception for an interruption that the caller has caught; sets the interrupt flag again. */
    public static CancelledException interrupted() {
        Thread.currentThread().interrupt();
        return new CancelledException("cancelled");
    }
}
