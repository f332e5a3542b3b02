package io.csta.video;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.ThreadLocalRandom;

/** A file beside its final place, moved there when it is complete and removed otherwise. */
final class TemporaryFile implements AutoCloseable {

    private final Path target;
    private final Path path;

    private TemporaryFile(Path target, Path path) {
        this.target = target;
        this.path = path;
    }

    /**
     * Chooses a hidden name beside the target. Nothing is created yet.
     *
     * @throws RenderingException if the folder of the target is not there or cannot be written to
     */
    static TemporaryFile beside(Path target) {
        Path absolute = target.toAbsolutePath();
        Path folder = absolute.getParent();
        if (folder == null || Files.isDirectory(absolute)) {
            throw new RenderingException(target + " is a folder; name a file for the summary");
        }
        if (!Files.isDirectory(folder)) {
            throw new RenderingException(
                    "the summary cannot be written: " + folder + " is not a folder; create it or choose another");
        }
        if (!Files.isWritable(folder)) {
            throw new RenderingException("the summary cannot be written: folder " + folder
                    + " is read-only for this user; change its permissions or choose another");
        }
        String random = Long.toString(ThreadLocalRandom.current().nextLong(1L << 50), 36);
        return new TemporaryFile(absolute, folder.resolve("." + absolute.getFileName() + "." + random + ".part"));
    }

    Path path() {
        return path;
    }

    /** Puts the complete file in its final place, over what was there. */
    void keep() {
        try {
            try {
                Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(path, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new RenderingException(
                    "the summary is complete but cannot be given its name " + target + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new RenderingException("the unfinished file " + path + " cannot be removed; remove it by hand", e);
        }
    }
}
