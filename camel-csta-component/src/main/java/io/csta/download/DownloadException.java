package io.csta.download;

import io.csta.CstaException;

/** A file that could not be got from the network, is not what it should be, or cannot be stored. */
public class DownloadException extends CstaException {

    /** Says what happened, with which address or file, and what to do. */
    public DownloadException(String message) {
        super(message);
    }

    /** Says what happened, with which address or file, and what to do. */
    public DownloadException(String message, Throwable cause) {
        super(message, cause);
    }
}
