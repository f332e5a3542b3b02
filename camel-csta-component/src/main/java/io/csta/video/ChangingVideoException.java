package io.csta.video;

/** A video became another one, or was touched, while it was read. It may be read once it is left alone. */
public final class ChangingVideoException extends UnreadableVideoException {

    /** Says which file, and what to do. */
    public ChangingVideoException(String message) {
        super(message);
    }
}
