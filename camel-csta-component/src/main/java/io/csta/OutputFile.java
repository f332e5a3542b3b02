package io.csta;

import java.io.IOException;
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
import java.util.concurrent.ThreadLocalRandom;

/**
 * A file that is written beside its final place, moved there when it is complete, and removed otherwise.
 *
 * <p>So nothing half-written ever has the name that was asked for, and what stood there before stays until then.
 */
public final class OutputFile implements AutoCloseable {

    private final Path target;
    private final Path path;

    private OutputFile(Path target, Path path) {
        this.target = target;
        this.path = path;
    }

    /**
     * Checks whether a file can be written, by making another one beside it and removing that.
     *
     * @throws OutputException if its folder is not there or cannot be written to, or if there is something else than a
     *     file of that name
     */
    public static void check(Path target) {
        Path absolute = target.toAbsolutePath();
        Path folder = absolute.getParent();
        if (folder == null || (Files.exists(absolute) && !Files.isRegularFile(absolute))) {
            throw new OutputException("%s cannot be written: it is no file; name another one".formatted(target));
        }
        if (!Files.isDirectory(folder)) {
            throw new OutputException(
                    "%s cannot be written: there is no folder %s; make it first".formatted(target, folder));
        }
        try {
            Files.delete(Files.createTempFile(folder, ".csta", ".part"));
        } catch (IOException e) {
            throw new OutputException(
                    "%s cannot be written: in the folder %s no file can be made (%s); choose another one"
                            .formatted(target, folder, reason(e)),
                    e);
        }
    }

    /** Why a file cannot be written or read, in words for a message, without the file's name. */
    public static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "this user may not";
        }
        if (e instanceof NoSuchFileException) {
            return "there is no such place";
        }
        if (e instanceof FileAlreadyExistsException || e instanceof NotDirectoryException) {
            return "there is a file in the way, " + e.getMessage();
        }
        String reason = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
        return reason == null ? e.toString() : reason;
    }

    /**
     * Chooses a hidden name beside the target. Nothing is created yet.
     *
     * @throws OutputException as {@link #check} does
     */
    public static OutputFile of(Path target) {
        check(target);
        Path absolute = target.toAbsolutePath();
        String random = Long.toString(ThreadLocalRandom.current().nextLong(1L << 50), 36);
        return new OutputFile(absolute, absolute.resolveSibling("." + absolute.getFileName() + "." + random + ".part"));
    }

    /** Removes what a process left that was killed while it wrote this file. Nothing may be writing it now. */
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
                    "unfinished files of %s cannot be removed: %s; remove them by hand".formatted(target, reason(e)),
                    e);
        }
    }

    private static boolean isPart(Path file, String beginning) {
        String name = file.getFileName().toString();
        return name.startsWith(beginning) && name.substring(beginning.length()).matches("[0-9a-z]+\\.part");
    }

    /** Where to write for now. */
    public Path path() {
        return path;
    }

    /**
     * Puts the complete file in its final place, over what was there.
     *
     * @throws OutputException if it cannot be moved
     */
    public void keep() {
        try {
            try {
                Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(path, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new OutputException(
                    "%s is complete but cannot be given its name: %s".formatted(target, reason(e)), e);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new OutputException("the unfinished file %s cannot be removed; remove it by hand".formatted(path), e);
        }
    }
}
