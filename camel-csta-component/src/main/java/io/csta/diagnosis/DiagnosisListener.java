package io.csta.diagnosis;

/** Is told how far an examination is. */
@FunctionalInterface
public interface DiagnosisListener {

    /** Hears nothing. */
    DiagnosisListener NONE = (what, fraction) -> {};

    /**
     * Called before each step.
     *
     * @param what the step, for example {@code checking the arithmetic of pytorch}
     * @param fraction of the work that is done, from 0 to 1
     */
    void update(String what, double fraction);
}
