package io.csta.video;

import io.csta.CstaException;

/** A file is not there, is not a video, or holds nothing that can be decoded. */
public class UnreadableVideoException extends CstaException {

    /** Says which file, what is wrong with it and what would be right. */
    public UnreadableVideoException(String message) {
        super(message);
    }

    /** Says the same, and keeps the failure underneath. */
    public UnreadableVideoException(String message, Throwable cause) {
        super(message, cause);
    }
}
