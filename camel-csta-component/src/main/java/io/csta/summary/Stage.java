package io.csta.summary;

/** The steps of the walk that take time. */
public enum Stage {

    /** Decoding and feature extraction, side by side. */
    FEATURES,

    /** Shots, down to the exact frame of each cut. */
    SEGMENTATION,

    /** Scores and the choice of shots. */
    SCORING,

    /** Writing the summary video. */
    RENDERING
}
