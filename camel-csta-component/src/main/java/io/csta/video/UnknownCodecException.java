package io.csta.video;

import io.csta.CstaException;

/** An option names a codec that FFmpeg does not know. */
public class UnknownCodecException extends CstaException {

    /** Says which option, and what would be right. */
    public UnknownCodecException(String message) {
        super(message);
    }
}
