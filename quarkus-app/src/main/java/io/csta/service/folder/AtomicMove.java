package io.csta.service.folder;

import io.csta.OutputFile;
import io.csta.service.jobs.Fsync;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/** Moves files so that no partial file is ever visible, also between file systems. */
final class AtomicMove {

    private AtomicMove() {}

    static void move(Path file, Path target) throws IOException {
        try {
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            try (OutputFile part = OutputFile.of(target)) {
                Files.copy(file, part.path()); // a copy of a read-only file could not be forced
                Fsync.force(part.path());
                Files.setLastModifiedTime(part.path(), Files.getLastModifiedTime(file));
                part.keep();
            }
            Fsync.forceFolder(Objects.requireNonNull(target.toAbsolutePath().getParent()));
            Files.delete(file);
        }
    }
}
