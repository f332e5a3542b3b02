package io.csta.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders of the build that outlive a test. */
public final class BuildFolder {

    private static final Path TARGET = Path.of("target").toAbsolutePath();

    private BuildFolder() {}

    /** A folder of this process alone: the build runs tests in several processes at once, each with a number. */
    public static Path own(String name) {
        return made(TARGET.resolve(name));
    }

    /** A folder that all processes of the build share. */
    static Path shared(String name) {
        return made(TARGET.resolve(name));
    }

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
