package io.csta;

import java.nio.file.Path;

/** A file exists, and may not be replaced. */
public final class OutputExistsException extends OutputException {

    private final transient Path file;

    /** Names the file. */
    public OutputExistsException(Path file) {
        super("%s already exists; choose another output, or allow overwriting".formatted(file));
        this.file = file;
    }

    /** The file that exists. */
    public Path file() {
        return file;
    }
}
