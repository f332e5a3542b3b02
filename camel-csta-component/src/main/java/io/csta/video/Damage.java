package io.csta.video;

/**
 * What of a video could not be read.
 *
 * @param frames how many frames were left out because they were damaged
 * @param gaps whether parts of the file were unreadable, which may have held more frames
 * @param cutOff whether the file seems to be cut off: its pictures end clearly before the container says, or the rest
 *     cannot be read
 */
public record Damage(int frames, boolean gaps, boolean cutOff) {

    /** Nothing is missing. */
    public static final Damage NONE = new Damage(0, false, false);
}
