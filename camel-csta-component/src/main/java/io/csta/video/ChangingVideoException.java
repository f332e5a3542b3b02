package io.csta.video;

/** A video changed or was replaced while it was being read. It can be read once it no longer changes. */
public final class ChangingVideoException extends UnreadableVideoException {

    /** Says which file, and what to do. */
    public ChangingVideoException(String message) {
        super(message);
    }
}
