package io.csta.training;

/** Receives the progress of a run, on the thread that does the work. By default, ignores it. */
public interface TrainingListener {

    /** Ignores all progress. */
    TrainingListener NONE = new TrainingListener() {};

    /** Something that the user should know, in one line. */
    default void note(String line) {}

    /** A step on one video is complete. */
    default void step(TrainingProgress progress) {}

    /** An epoch of a split, counted from 1, is complete. */
    default void epoch(int split, Epoch epoch) {}

    /** A split is complete, or was already complete. */
    default void split(TrainedSplit done) {}
}
