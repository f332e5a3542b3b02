package io.csta.evaluation;

/** Is told how far the work is, by the thread that does it. */
@FunctionalInterface
public interface EvaluationListener {

    /** Hears nothing. */
    EvaluationListener NONE = (what, done, total) -> {};

    /**
     * Takes the news; it should not take long.
     *
     * @param what is being done now
     * @param done how many videos are done
     * @param total how many there are
     */
    void update(String what, int done, int total);
}
