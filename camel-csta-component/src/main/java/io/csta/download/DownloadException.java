package io.csta.download;

import io.csta.CstaException;

/** A file cannot be downloaded or stored, or has the wrong hash. */
public class DownloadException extends CstaException {

    /** Says what happened, with which URL or file, and what to do. */
    public DownloadException(String message) {
        super(message);
    }

    /** Says what happened, with which URL or file, and what to do. */
    public DownloadException(String message, Throwable cause) {
        super(message, cause);
    }
}
