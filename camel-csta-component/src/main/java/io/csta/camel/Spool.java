package io.csta.camel;

import io.csta.CancelledException;
import io.csta.OutputException;
import io.csta.OutputFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The folder of an endpoint for temporary files. Created on first use, deleted with its content by {@link #close}. Safe for
 * use by several threads.
 */
final class Spool implements AutoCloseable {

    private final Optional<Path> parent;
    private @Nullable Path root;

    /** A spool in a folder, or by default in the folder for temporary files. */
    Spool(Optional<Path> parent) {
        this.parent = parent;
    }

    /**
     * Creates a folder that only the current user can read.
     *
     * @throws OutputException if it cannot be created
     */
    Folder folder() {
        try {
            return new Folder(Files.createTempDirectory(root(), "message"));
        } catch (IOException e) {
            throw new OutputException(
                    "cannot store temporary files in %s: %s; free some space or choose another spoolDirectory"
                            .formatted(
                                    parent.map(Path::toString).orElse("the folder for temporary files"),
                                    OutputFile.reason(e)),
                    e);
        }
    }

    private synchronized Path root() throws IOException {
        if (root == null || !Files.isDirectory(root)) {
            root = parent.isPresent()
                    ? Files.createTempDirectory(Files.createDirectories(parent.get()), "csta")
                    : Files.createTempDirectory("csta");
        }
        return root;
    }

    @Override
    public synchronized void close() {
        if (root != null) {
            delete(root);
            root = null;
        }
    }

    /** A folder for one message; closing it deletes it and its content. */
    record Folder(Path path) implements AutoCloseable {

        /** The path of a file in this folder. */
        Path file(String name) {
            return path.resolve(name);
        }

        /**
         * Stores the content of a source.
         *
         * @throws CstaInputException if it cannot be read or stored
         * @throws CancelledException if the thread is interrupted
         */
        Path store(String name, Source source) {
            Path file = file(name);
            try (OutputStream out = Files.newOutputStream(file)) {
                source.writeTo(out);
                return file;
            } catch (ClosedByInterruptException e) {
                throw CancelledException.interrupted();
            } catch (IOException e) {
                throw new CstaInputException(
                        "cannot store the body in %s: %s".formatted(path, OutputFile.reason(e)), e);
            }
        }

        /** Stores a stream and closes it. */
        Path store(String name, InputStream stream) {
            return store(name, out -> {
                try (InputStream in = stream) {
                    byte[] buffer = new byte[1 << 16];
                    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                        CancelledException.throwIfInterrupted();
                        out.write(buffer, 0, count);
                    }
                }
            });
        }

        @Override
        public void close() {
            delete(path);
        }
    }

    /** Content that can be written to a stream. */
    @FunctionalInterface
    interface Source {
        void writeTo(OutputStream out) throws IOException;
    }

    private static void delete(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) {
                    return FileVisitResult.CONTINUE; // another thread has deleted it
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
                        throws IOException {
                    Files.deleteIfExists(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new OutputException(
                    "cannot delete %s: %s; delete it manually".formatted(folder, OutputFile.reason(e)), e);
        }
    }
}
