package io.csta.summary;

/** Which frames the segmentation looks at. */
public enum SegmentationMode {

    /** The samples, and around each cut between two of them every frame. */
    FAST,

    /** Every frame, as published: many times slower. */
    FULL
}
