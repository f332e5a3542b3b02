package io.csta.summary;

/** Which frames the segmentation uses. */
public enum SegmentationMode {

    /** The samples, and every frame between the two samples around each cut. */
    FAST,

    /** Every frame, as published: many times slower. */
    FULL
}
