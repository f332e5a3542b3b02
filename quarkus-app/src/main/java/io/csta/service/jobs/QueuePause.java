package io.csta.service.jobs;

import io.csta.OutputException;
import io.csta.OutputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether the queue is paused: a file, so that it stays paused after a restart. Thread-safe. */
final class QueuePause {

    private static final String NOTE =
            "The queue is paused; csta jobs resume, or removing this file before the service starts, resumes it.\n";

    private final Path file;
    private volatile boolean on;

    QueuePause(Path file) {
        this.file = file;
        on = Files.exists(file);
    }

    boolean isOn() {
        return on;
    }

    /**
     * Pauses or resumes the queue.
     *
     * @throws OutputException if this cannot be recorded; nothing changes then
     */
    synchronized void set(boolean paused) {
        try {
            if (paused) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                OutputFile.write(file, part -> Files.writeString(part, NOTE));
            } else {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new OutputException("cannot write %s: %s".formatted(file, OutputFile.reason(e)), e);
        }
        on = paused;
    }
}
