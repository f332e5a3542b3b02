package io.csta.video;

/** A file contains video or audio in a codec that is not on the allow-list. */
public class CodecNotAllowedException extends UnreadableVideoException {

    /** Says which file, which codec, and how to allow it. */
    public CodecNotAllowedException(String message) {
        super(message);
    }
}
