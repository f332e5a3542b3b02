package io.csta.service.folder;

import io.csta.CstaException;

/** A file of the watched folder is being written to, so its job waits, without using up an attempt. */
final class UnsettledFileException extends CstaException {

    UnsettledFileException(String message) {
        super(message);
    }
}
