package io.csta.video;

/** The end of a file is missing, because it is still being copied or was only copied in part. It can be read once it is complete. */
public final class IncompleteVideoException extends UnreadableVideoException {

    /** Says which file, what is missing, and what to do. */
    public IncompleteVideoException(String message) {
        super(message);
    }
}
