package io.csta.video;

/** A file holds pictures or sound in a codec that is not on the list of allowed decoders. */
public class CodecNotAllowedException extends UnreadableVideoException {

    /** Says which file, which codec, and how to allow it. */
    public CodecNotAllowedException(String message) {
        super(message);
    }
}
