package io.csta.video;

import io.csta.CstaException;

/** A file does not exist, is not a video, or contains nothing that can be decoded. */
public class UnreadableVideoException extends CstaException {

    /** Says which file, what is wrong with it and what would be right. */
    public UnreadableVideoException(String message) {
        super(message);
    }

    /** The same, with the cause. */
    public UnreadableVideoException(String message, Throwable cause) {
        super(message, cause);
    }
}
