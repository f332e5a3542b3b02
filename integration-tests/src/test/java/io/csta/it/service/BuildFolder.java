package io.csta.it.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders of the build that outlive a test. */
public final class BuildFolder {

    private static final Path TARGET = Path.of("target").toAbsolutePath();

    private BuildFolder() {}

    /** The folder of that name, created if it does not exist. */
    public static Path named(String name) {
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
