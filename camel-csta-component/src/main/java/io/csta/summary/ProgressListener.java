package io.csta.summary;

/** Receives progress a few times per second, on the thread that does the work. */
@FunctionalInterface
public interface ProgressListener {

    /** Ignores all progress. */
    ProgressListener NONE = progress -> {};

    /** Receives the current progress; must return quickly. */
    void update(Progress progress);
}
