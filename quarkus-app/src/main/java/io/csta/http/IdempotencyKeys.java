package io.csta.http;

import io.csta.OutputException;
import io.csta.OutputFile;
import io.csta.Sha256;
import io.csta.config.ServiceConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What clients called their requests, and what they asked for under that name, on disk: a file each. Thread-safe.
 */
@ApplicationScoped
class IdempotencyKeys {

    private static final Logger LOG = LoggerFactory.getLogger(IdempotencyKeys.class);
    private static final int LONGEST = 255;

    private final Path folder;
    private final ServiceConfig.Jobs config;

    @Inject
    IdempotencyKeys(ServiceConfig service) {
        folder = service.data().resolve("requests");
        config = service.jobs();
    }

    /**
     * Checks a key as a client gives it.
     *
     * @throws ProblemException 400 if it is empty or too long, or cannot be shown
     */
    static String checked(String key) {
        if (key.isBlank() || key.length() > LONGEST || key.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.of(
                    Status.BAD_REQUEST,
                    "an Idempotency-Key has between 1 and %d characters, and no control characters".formatted(LONGEST));
        }
        return key;
    }

    /**
     * Notes what a key stands for.
     *
     * @param request what was asked for, with everything that matters of it
     * @throws ProblemException 422 if it stands for something else already
     * @throws OutputException if it cannot be written
     */
    synchronized void claim(String key, String request) {
        Path file = folder.resolve(Sha256.of(key));
        String wanted = Sha256.of(request);
        try {
            if (Files.exists(file)) {
                if (!Files.readString(file).equals(wanted)) {
                    throw ProblemException.impossible(
                            "this Idempotency-Key was used for another request: give each request its own");
                }
                return;
            }
            Files.createDirectories(folder);
            try (OutputFile part = OutputFile.of(file)) {
                Files.writeString(part.path(), wanted);
                part.keep();
            }
        } catch (IOException e) {
            throw new OutputException("%s cannot be written: %s".formatted(file, OutputFile.reason(e)), e);
        }
    }

    /** Forgets keys that are older than any job. */
    void clear() {
        Instant oldest = Instant.now().minus(config.keepFor());
        try (Stream<Path> all = Files.exists(folder) ? Files.list(folder) : Stream.empty()) {
            List<Path> files = all.toList();
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(oldest)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            LOG.warn("old keys cannot be cleared away: {}", e.getMessage());
        }
    }
}
