package io.csta.service.callback;

import io.csta.OutputException;
import io.csta.OutputFile;
import io.csta.service.jobs.Fsync;
import io.csta.service.jobs.JobJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
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
        Path file = file(callback);
        try {
            Files.createDirectories(folder);
            try (OutputFile part = OutputFile.of(file)) {
                Files.write(
                        part.path(),
                        JobJson.MAPPER.writeValueAsBytes(callback),
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.SYNC);
                part.keep();
            }
            Fsync.forceFolder(folder);
        } catch (IOException e) {
            throw new OutputException(
                    "%s cannot be written: %s; free some space".formatted(file, OutputFile.reason(e)), e);
        }
    }

    /** Removes a callback that was delivered or given up. */
    void remove(Callback callback) {
        try {
            Files.deleteIfExists(file(callback));
        } catch (IOException e) {
            LOG.warn("{} cannot be removed: {}", file(callback), OutputFile.reason(e));
        }
    }

    /** Reads the callbacks of the previous run, and removes unfinished files. */
    List<Callback> load() {
        List<Callback> callbacks = new ArrayList<>();
        try (Stream<Path> all = Files.exists(folder) ? Files.list(folder) : Stream.empty()) {
            for (Path file : all.sorted().toList()) {
                if (file.toString().endsWith(ENDING)) {
                    callbacks.add(JobJson.MAPPER.readValue(file.toFile(), Callback.class));
                } else {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            LOG.warn("callbacks in {} cannot be read: {}", folder, OutputFile.reason(e));
        }
        return callbacks;
    }
}
