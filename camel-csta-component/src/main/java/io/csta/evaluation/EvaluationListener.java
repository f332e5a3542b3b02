package io.csta.evaluation;

/** Receives progress, on the thread that does the work. */
@FunctionalInterface
public interface EvaluationListener {

    /** Ignores all progress. */
    EvaluationListener NONE = (what, done, total) -> {};

    /**
     * Receives the current progress; must return quickly.
     *
     * @param what the current work
     * @param done the number of completed videos
     * @param total the number of all videos
     */
    void update(String what, int done, int total);
}
