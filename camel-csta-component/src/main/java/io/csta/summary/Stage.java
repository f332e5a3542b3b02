package io.csta.summary;

/** The stages of a summary, as reported by progress. */
public enum Stage {

    /** Decoding and feature extraction, in parallel. */
    FEATURES,

    /** Finding shots, down to the exact frame of each cut. */
    SEGMENTATION,

    /** Scoring and selecting shots. */
    SCORING,

    /** Writing the summary video. */
    RENDERING
}
