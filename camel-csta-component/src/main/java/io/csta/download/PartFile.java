package io.csta.download;

import io.csta.CancelledException;
import io.csta.OutputFile;
import io.csta.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * What has arrived of a file so far, {@code NAME.part}, and which version of the file that is, {@code NAME.part.etag}.
 *
 * <p>Unlike an {@link OutputFile} it outlasts the call that wrote it. Only one process has it at a time: that one holds
 * a lock on {@code .NAME.lock}, a file that is empty and stays, because a lock on a file that comes and goes can be held
 * by two.
 */
final class PartFile implements AutoCloseable {

    private final Path target;
    private final Path part;
    private final Path etag;
    private final FileChannel guard;
    private final FileChannel content;
    private long length;
    private boolean resumed;

    private PartFile(Path target, FileChannel guard) throws IOException {
        this.target = target;
        this.guard = guard;
        this.part = target.resolveSibling(target.getFileName() + ".part");
        this.etag = target.resolveSibling(target.getFileName() + ".part.etag");
        this.content = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        this.length = content.size();
    }

    /**
     * Takes possession of the part of a file, empty or not.
     *
     * @throws DownloadException if another process has it, or the folder cannot be written to
     */
    static PartFile of(Path target) {
        Path lock = target.resolveSibling("." + target.getFileName() + ".lock");
        return disk(target, () -> {
            Files.createDirectories(target.getParent());
            FileChannel guard = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                if (!isOurs(guard)) {
                    throw new DownloadException(
                            "%s is being downloaded by another process: wait until that is done, then call again"
                                    .formatted(target));
                }
                return new PartFile(target, guard);
            } catch (IOException | RuntimeException e) {
                guard.close();
                throw e;
            }
        });
    }

    private static boolean isOurs(FileChannel guard) throws IOException {
        try {
            FileLock lock = guard.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // a thread of this process has it
        }
    }

    /** Bytes that are there. */
    long length() {
        return length;
    }

    Path path() {
        return part;
    }

    /** Which version of the file the bytes are of, as {@code If-Range} takes it, if that is known. */
    Optional<String> validator() {
        return disk(target, () -> {
            String line = Files.isRegularFile(etag)
                    ? Files.readString(etag, StandardCharsets.ISO_8859_1).strip()
                    : "";
            return Response.isValidator(line) ? Optional.of(line) : Optional.empty();
        });
    }

    /** Whether its bytes are of more than one answer, so that they might not belong together. */
    boolean isResumed() {
        return resumed;
    }

    /** What comes next belongs behind what is there. */
    void resume() {
        resumed = true;
    }

    /** Forgets what is there; what comes next is of the version named. */
    void restart(Optional<String> validator) {
        disk(target, () -> {
            Files.deleteIfExists(etag);
            content.truncate(0);
            length = 0;
            resumed = false;
            if (validator.isPresent()) {
                Files.writeString(etag, validator.get() + "\n", StandardCharsets.ISO_8859_1);
            }
            return length;
        });
    }

    void append(List<ByteBuffer> buffers) {
        disk(target, () -> {
            for (ByteBuffer buffer : buffers) {
                while (buffer.hasRemaining()) {
                    length += content.write(buffer, length);
                }
            }
            return length;
        });
    }

    String sha256() {
        return disk(target, () -> Sha256.of(part));
    }

    /** Gives the complete file its name. */
    void keep() {
        disk(target, () -> {
            content.force(true);
            content.close();
            Files.deleteIfExists(etag);
            return Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        });
    }

    /** Removes what is there. */
    void discard() {
        disk(target, () -> {
            content.close();
            Files.deleteIfExists(etag);
            return Files.deleteIfExists(part);
        });
    }

    /** Lets others have it; what is there stays, unless that is nothing. */
    @Override
    public void close() {
        disk(target, () -> {
            try (guard) {
                content.close();
                if (length == 0) {
                    Files.deleteIfExists(etag);
                    Files.deleteIfExists(part);
                }
            }
            return length;
        });
    }

    @FunctionalInterface
    private interface DiskAction<T> {
        T run() throws IOException;
    }

    private static <T> T disk(Path target, DiskAction<T> action) {
        try {
            return action.run();
        } catch (ClosedByInterruptException e) {
            throw CancelledException.interrupted();
        } catch (IOException e) {
            throw new DownloadException(
                    "cannot write to %s: %s; make room or get permission there, or choose another folder"
                            .formatted(target.getParent(), OutputFile.reason(e)),
                    e);
        }
    }
}
