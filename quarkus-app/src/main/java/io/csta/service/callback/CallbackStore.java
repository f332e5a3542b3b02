package io.csta.service.callback;

import io.csta.OutputException;
import io.csta.OutputFile;
import io.csta.service.jobs.JobJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Undelivered callbacks on disk, one file each, so that none is lost in a loss of power. Thread-safe for different callbacks. */
final class CallbackStore {

    private static final Logger LOG = LoggerFactory.getLogger(CallbackStore.class);
    private static final String ENDING = ".json";

    private final Path folder;

    CallbackStore(Path folder) {
        this.folder = folder;
    }

    private Path file(Callback callback) {
        return folder.resolve(callback.name() + ENDING);
    }

    /**
     * Writes a callback, which stays until {@link #remove}.
     *
     * @throws OutputException if it cannot be written
     */
    void save(Callback callback) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new OutputException("cannot create the folder %s: %s".formatted(folder, OutputFile.reason(e)), e);
        }
        OutputFile.write(file(callback), part -> Files.write(part, JobJson.MAPPER.writeValueAsBytes(callback)));
    }

    /** Removes a callback that was delivered or given up. */
    void remove(Callback callback) {
        try {
            Files.deleteIfExists(file(callback));
        } catch (IOException e) {
            LOG.warn(
                    "callback file {} cannot be removed: {}; check its permissions, or the callback may be sent again",
                    file(callback),
                    OutputFile.reason(e));
        }
    }

    /** Reads the callbacks of the previous run, and removes unfinished files. */
    List<Callback> load() {
        List<Callback> callbacks = new ArrayList<>();
        try (Stream<Path> all = Files.exists(folder) ? Files.list(folder) : Stream.empty()) {
            for (Path file : all.sorted().toList()) {
                if (file.toString().endsWith(ENDING)) {
                    read(file).ifPresent(callbacks::add);
                } else {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            LOG.warn("callbacks in {} cannot be read: {}", folder, OutputFile.reason(e));
        }
        return callbacks;
    }

    private static Optional<Callback> read(Path file) {
        try {
            return Optional.of(JobJson.MAPPER.readValue(Files.readAllBytes(file), Callback.class));
        } catch (IOException e) {
            LOG.warn("{} cannot be read and is ignored: {}", file, OutputFile.reason(e));
            return Optional.empty();
        }
    }
}
