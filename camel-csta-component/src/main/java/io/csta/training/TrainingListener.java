package io.csta.training;

/** Is told how far a run is, on the thread that does it. Does nothing by itself. */
public interface TrainingListener {

    /** One that does not listen. */
    TrainingListener NONE = new TrainingListener() {};

    /** Something that the person who trains should know, in one line. */
    default void note(String line) {}

    /** A video was learned from. */
    default void step(TrainingProgress progress) {}

    /** An epoch of a split, counted from 1, is over. */
    default void epoch(int split, Epoch epoch) {}

    /** A split is done, or was done before. */
    default void split(TrainedSplit done) {}
}
