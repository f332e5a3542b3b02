package io.csta.segmentation;

/**
 * A run of consecutive frames of a video, counted from 0.
 *
 * @param first the first frame of the shot
 * @param last the last frame of the shot, inclusive
 */
public record Shot(int first, int last) {

    /**
     * Checks that the shot contains at least one frame.
     *
     * @throws IllegalArgumentException if it does not, or if it starts before frame 0
     */
    public Shot {
        if (first < 0 || last < first) {
            throw new IllegalArgumentException(
                    "shot [" + first + ", " + last + "]: expected 0 <= first <= last, both inclusive");
        }
    }

    /** The number of frames, at least 1. */
    public int length() {
        return last - first + 1;
    }
}
