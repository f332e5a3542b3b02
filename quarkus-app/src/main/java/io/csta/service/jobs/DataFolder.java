package io.csta.service.jobs;

import io.csta.OutputException;
import io.csta.OutputFile;
import io.csta.service.config.ServiceConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Locks the folder of the service: two processes would run each other's jobs and remove each other's uploads. */
@ApplicationScoped
public class DataFolder {

    /** Before files are read or removed. */
    private static final int FIRST = 1;

    private final Path folder;
    private @Nullable FileChannel channel;

    @Inject
    DataFolder(ServiceConfig config) {
        folder = config.data().toAbsolutePath();
    }

    /** The system releases the lock when the process ends, for whatever reason. */
    void lock(@Observes @Priority(FIRST) StartupEvent event) {
        try {
            Files.createDirectories(folder);
            FileChannel opened =
                    FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            channel = opened;
            FileLock lock = opened.tryLock();
            if (lock == null) {
                throw new OutputException(
                        "another service uses %s; stop it, or choose another folder with csta.data".formatted(folder));
            }
        } catch (IOException e) {
            throw new OutputException(
                    "the folder %s cannot be used: %s; choose another one with csta.data"
                            .formatted(folder, OutputFile.reason(e)),
                    e);
        }
    }

    void unlock(@Observes ShutdownEvent event) throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
