package io.csta;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A file that is written under a hidden name next to its target, moved there when it is complete, and deleted otherwise.
 *
 * <p>So the target never holds half a file, and its previous content stays until the new one is complete. The content is
 * forced to the disk before the file gets its name, so this also holds after a loss of power.
 */
public final class OutputFile implements AutoCloseable {

    /** Writes the content of a file. */
    @FunctionalInterface
    public interface Writer {

        /** Creates the file at this path and writes all of it. */
        void write(Path path) throws IOException;
    }

    private final Path target;
    private final Path path;

    private OutputFile(Path target, Path path) {
        this.target = target;
        this.path = path;
    }

    /**
     * Writes a whole file, replacing an existing one; if it fails, the existing one stays.
     *
     * @throws OutputException if it cannot be written
     * @throws CancelledException if the thread is interrupted
     */
    public static void write(Path target, Writer writer) {
        try (OutputFile part = of(target)) {
            try {
                writer.write(part.path);
            } catch (IOException e) {
                throw part.failure(e);
            }
            part.keep();
        }
    }

    private CstaException failure(IOException e) {
        return e instanceof ClosedByInterruptException
                ? CancelledException.interrupted()
                : new OutputException(
                        "%s cannot be written: %s; check permissions and disk space, or choose another folder"
                                .formatted(target, reason(e)),
                        e);
    }

    /** Forces the names in a folder to the disk, on systems where this is possible; others do not need it. */
    @SuppressWarnings("EmptyCatch") // see above
    public static void forceFolder(Path folder) {
        try {
            force(folder, StandardOpenOption.READ);
        } catch (IOException e) {
            // Not every system can open folders.
        }
    }

    private static void force(Path path, StandardOpenOption mode) throws IOException {
        try (FileChannel channel = FileChannel.open(path, mode)) {
            channel.force(true);
        }
    }

    /**
     * Checks whether a file can be written, by creating and deleting a temporary one next to it.
     *
     * @throws OutputException if its folder does not exist or cannot be written to, or if something other than a regular
     *     file has its name
     */
    public static void check(Path target) {
        Path absolute = target.toAbsolutePath();
        Path folder = absolute.getParent();
        if (folder == null || (Files.exists(absolute) && !Files.isRegularFile(absolute))) {
            throw new OutputException(
                    "%s cannot be written: not a regular file; choose another name".formatted(target));
        }
        if (!Files.isDirectory(folder)) {
            throw new OutputException(
                    "%s cannot be written: no such folder: %s; create it first".formatted(target, folder));
        }
        try {
            Files.delete(Files.createTempFile(folder, ".csta", ".part"));
        } catch (IOException e) {
            throw new OutputException(
                    "%s cannot be written: cannot create files in %s (%s); choose another folder"
                            .formatted(target, folder, reason(e)),
                    e);
        }
    }

    /**
     * Checks whether a file can be written, and replaced if it exists.
     *
     * @throws OutputExistsException if it exists and must not be replaced
     * @throws OutputException as {@link #check(Path)} does
     */
    public static void check(Path target, boolean overwrite) {
        if (!overwrite && Files.exists(target)) {
            throw new OutputExistsException(target);
        }
        check(target);
    }

    /** Why a file cannot be written or read, for a message that names the file itself. */
    public static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "a file named %s already exists".formatted(e.getMessage());
        }
        if (e instanceof NotDirectoryException) {
            return "%s is not a folder".formatted(e.getMessage());
        }
        String reason = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
        return reason == null ? e.toString() : reason;
    }

    /**
     * Chooses a hidden name next to the target. Nothing is created yet.
     *
     * @throws OutputException as {@link #check} does
     */
    public static OutputFile of(Path target) {
        check(target);
        Path absolute = target.toAbsolutePath();
        String random = Long.toString(ThreadLocalRandom.current().nextLong(1L << 50), 36);
        return new OutputFile(absolute, absolute.resolveSibling("." + absolute.getFileName() + "." + random + ".part"));
    }

    /** Deletes the unfinished files that a killed process left next to this one. No process may be writing it now. */
    public static void clearAway(Path target) {
        Path absolute = target.toAbsolutePath();
        Path folder = absolute.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return;
        }
        String beginning = "." + absolute.getFileName() + ".";
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, file -> isPart(file, beginning))) {
            for (Path part : parts) {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new OutputException(
                    "cannot delete unfinished files of %s: %s; delete them manually".formatted(target, reason(e)), e);
        }
    }

    private static boolean isPart(Path file, String beginning) {
        String name = file.getFileName().toString();
        return name.startsWith(beginning) && name.substring(beginning.length()).matches("[0-9a-z]+\\.part");
    }

    /** The hidden file to write to. */
    public Path path() {
        return path;
    }

    /**
     * Moves the complete file to its target, replacing an existing one. Its content and its name are on the disk before this
     * returns.
     *
     * @throws OutputException if it cannot be moved or forced to the disk
     * @throws CancelledException if the thread is interrupted
     */
    public void keep() {
        try {
            force(path, StandardOpenOption.WRITE);
            try {
                Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(path, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw failure(e);
        }
        forceFolder(target.resolveSibling("."));
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new OutputException(
                    "cannot delete the unfinished file %s: %s; delete it manually".formatted(path, reason(e)), e);
        }
    }
}
