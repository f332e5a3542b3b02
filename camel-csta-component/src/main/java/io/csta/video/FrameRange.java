package io.csta.video;

/**
 * Consecutive frames of a video.
 *
 * @param first the index of the first frame, from 0
 * @param last the index of the last frame, inclusive
 */
public record FrameRange(int first, int last) {

    /**
     * Checks the order.
     *
     * @throws IllegalArgumentException if it is empty or starts before frame 0
     */
    public FrameRange {
        if (first < 0 || last < first) {
            throw new IllegalArgumentException("frames " + first + " to " + last + ": expected 0 <= first <= last");
        }
    }

    /** The number of frames, at least 1. */
    public int frames() {
        return last - first + 1;
    }
}
