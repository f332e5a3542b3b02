package io.csta.summary;

/** Is told how far the work is, a few times a second, by the thread that does it. */
@FunctionalInterface
public interface ProgressListener {

    /** Hears nothing. */
    ProgressListener NONE = progress -> {};

    /** Takes the news; it should not take long. */
    void update(Progress progress);
}
