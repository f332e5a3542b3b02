package io.csta.diagnosis;

import io.csta.OutputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A folder that the program writes to.
 *
 * @param use its purpose
 * @param path the folder
 * @param required whether something does not work if it cannot be written to
 * @param option what to change to use another folder
 * @param exists whether it exists; otherwise it is created when it is needed
 * @param writable whether files can be created in it
 * @param freeBytes the space on its disk that this user can use; empty if unknown
 * @param failure why it cannot be written to
 */
public record FolderState(
        String use,
        Path path,
        boolean required,
        String option,
        boolean exists,
        boolean writable,
        Optional<Long> freeBytes,
        Optional<String> failure) {

    private static final int PROBE_BYTES = 1 << 16;
    private static final long LOW_SPACE = 1L << 30;
    private static final long TOO_LOW_SPACE = 64L << 20;

    /** Checks a folder by writing a small temporary file to it, or, if it does not exist, the permissions of its parent. */
    static FolderState of(Folder folder) {
        Path path = folder.path().toAbsolutePath().normalize();
        boolean exists = Files.isDirectory(path);
        Optional<String> failure = exists ? probe(path) : parentFailure(path);
        return new FolderState(
                folder.use(),
                path,
                folder.required(),
                folder.option(),
                exists,
                failure.isEmpty(),
                freeBytes(nearest(path)),
                failure);
    }

    private static Optional<String> probe(Path folder) {
        try {
            Path probe = Files.createTempFile(folder, ".csta-doctor", ".part");
            try {
                Files.write(probe, new byte[PROBE_BYTES]);
            } finally {
                Files.delete(probe);
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(OutputFile.reason(e));
        }
    }

    private static Optional<String> parentFailure(Path path) {
        Path nearest = nearest(path);
        if (!Files.isDirectory(nearest)) {
            return Optional.of(nearest + " is not a folder");
        }
        return Files.isWritable(nearest)
                ? Optional.empty()
                : Optional.of("it does not exist and cannot be created in %s".formatted(nearest));
    }

    /** The path itself, or the nearest parent that exists. */
    private static Path nearest(Path path) {
        @Nullable Path nearest = path;
        while (nearest != null && !Files.exists(nearest)) {
            nearest = nearest.getParent();
        }
        return nearest == null ? path : nearest;
    }

    private static Optional<Long> freeBytes(Path path) {
        try {
            return Optional.of(Files.getFileStore(path).getUsableSpace());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    Finding finding() {
        String name = "folder " + use;
        if (!writable) {
            String text = "%s cannot be written to: %s".formatted(path, failure.orElse("unknown reason"));
            String remedy = "check its permissions and disk space, or choose another folder with " + option;
            return required ? Finding.error(name, text, remedy) : Finding.warning(name, text, remedy);
        }
        String text = path
                + (exists ? ", writable" : ", created on first use")
                + freeBytes.map(free -> ", %s free".formatted(Sizes.text(free))).orElse("");
        String remedy = "free some space, or choose another folder with " + option;
        long free = freeBytes.orElse(Long.MAX_VALUE);
        if (required && free < TOO_LOW_SPACE) {
            return Finding.error(name, text, remedy);
        }
        return free < LOW_SPACE ? Finding.warning(name, text, remedy) : Finding.ok(name, text);
    }
}
