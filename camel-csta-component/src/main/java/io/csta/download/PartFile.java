package io.csta.download;

import io.csta.CancelledException;
import io.csta.OutputFile;
import io.csta.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The part of a file that has arrived, {@code NAME.part}, and its version, {@code NAME.part.etag}.
 *
 * <p>Unlike an {@link OutputFile}, it remains after the call that wrote it. Only one process can use it: that one holds a
 * lock on the empty file {@code .NAME.lock}, which is never deleted, because two processes could hold locks on a file that
 * is deleted and created again.
 */
final class PartFile implements WritableByteChannel {

    private final Path target;
    private final Path part;
    private final Path etag;
    private final FileChannel guard;
    private final FileChannel content;
    private long length;

    private PartFile(Path target, FileChannel guard) throws IOException {
        this.target = target;
        this.guard = guard;
        this.part = target.resolveSibling(target.getFileName() + ".part");
        this.etag = target.resolveSibling(target.getFileName() + ".part.etag");
        this.content = open(part);
        this.length = content.size();
    }

    /**
     * Locks and opens the part of a file; creates it if there is none.
     *
     * @throws DownloadException if another process or thread has locked it, or the folder cannot be written to
     */
    static PartFile of(Path target) {
        return disk(target, () -> {
            Files.createDirectories(target.getParent());
            FileChannel guard = open(target.resolveSibling("." + target.getFileName() + ".lock"));
            try {
                if (isLocked(guard)) {
                    return new PartFile(target, guard);
                }
                throw new DownloadException(
                        "%s is being downloaded by another process; wait until it has finished, then try again"
                                .formatted(target));
            } catch (IOException | RuntimeException e) {
                guard.close();
                throw e;
            }
        });
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static boolean isLocked(FileChannel guard) throws IOException {
        try {
            return guard.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // another thread of this process holds it
        }
    }

    /** The number of bytes that have arrived. */
    long length() {
        return length;
    }

    Path path() {
        return part;
    }

    /** The version of the file, for {@code If-Range}, if it is known and can be sent. */
    Optional<String> version() {
        return disk(target, () -> {
            String line = Files.isRegularFile(etag)
                    ? Files.readString(etag, StandardCharsets.ISO_8859_1).strip()
                    : "";
            return Optional.of(line).filter(text -> text.matches("[\\x20-\\x7e]+"));
        });
    }

    /** Empties the part; the next bytes are of this version. */
    void restart(Optional<String> version) {
        disk(target, () -> {
            Files.deleteIfExists(etag);
            content.truncate(0);
            length = 0;
            if (version.isPresent()) {
                Files.writeString(etag, version.get() + "\n", StandardCharsets.ISO_8859_1);
            }
            return length;
        });
    }

    @Override
    public int write(ByteBuffer bytes) {
        return disk(target, () -> {
            int count = content.write(bytes, length);
            length += count;
            return count;
        });
    }

    @Override
    public boolean isOpen() {
        return content.isOpen();
    }

    String sha256() {
        return disk(target, () -> Sha256.of(part));
    }

    /** Renames the complete part to the name of the file. */
    void keep() {
        disk(target, () -> {
            content.force(true);
            content.close();
            Files.deleteIfExists(etag);
            return Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        });
    }

    /** Releases the lock; deletes the part if it is empty. */
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
                    "cannot write to %s: %s; check permissions and disk space, or choose another folder"
                            .formatted(target.getParent(), OutputFile.reason(e)),
                    e);
        }
    }
}
