package io.csta.video;

/**
 * What could not be read of a video.
 *
 * @param frames the number of frames that were skipped because they were damaged
 * @param gaps whether parts of the file were unreadable, which may have contained more frames
 * @param cutOff whether the file appears to be truncated: its video ends clearly before the time in the container, or the
 *     rest cannot be read
 */
public record Damage(int frames, boolean gaps, boolean cutOff) {

    /** Nothing is missing. */
    public static final Damage NONE = new Damage(0, false, false);
}
