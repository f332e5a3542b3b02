package io.csta.service.folder;

import io.csta.OutputFile;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Moves files so that no partial file is ever visible, also between file systems. */
final class AtomicMove {

    private AtomicMove() {}

    static void move(Path file, Path target) throws IOException {
        try {
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            try (OutputFile part = OutputFile.of(target)) {
                Files.copy(file, part.path()); // a copy of a read-only file could not be forced
                Files.setLastModifiedTime(part.path(), Files.getLastModifiedTime(file));
                part.keep();
            }
            Files.delete(file);
        }
    }
}
