package io.csta.diagnosis;

/** Receives the progress of an examination. */
@FunctionalInterface
public interface DiagnosisListener {

    /** Ignores the progress. */
    DiagnosisListener NONE = (what, fraction) -> {};

    /**
     * Called before each step.
     *
     * @param what the step, for example {@code checking the arithmetic of pytorch}
     * @param fraction the share of the work that is done, from 0 to 1
     */
    void update(String what, double fraction);
}
