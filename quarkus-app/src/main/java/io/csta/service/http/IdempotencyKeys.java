package io.csta.service.http;

import io.csta.OutputException;
import io.csta.OutputFile;
import io.csta.Sha256;
import io.csta.service.config.ServiceConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The idempotency keys of clients on disk: one file per key, with a line for the hash of the request and a line for the id
 * of its job. Thread-safe.
 */
@ApplicationScoped
class IdempotencyKeys {

    private static final Logger LOG = LoggerFactory.getLogger(IdempotencyKeys.class);
    private static final int LONGEST = 255;
    private static final Duration LONGEST_BETWEEN_CLEARING = Duration.ofHours(1);

    private final Path folder;
    private final ServiceConfig.Jobs config;
    private Instant cleared = Instant.EPOCH;

    @Inject
    IdempotencyKeys(ServiceConfig service) {
        folder = service.data().resolve("requests");
        config = service.jobs();
    }

    /**
     * Checks a key from a client.
     *
     * @throws ProblemException 400 if it is blank, too long or contains control characters
     */
    static String checked(String key) {
        if (key.isBlank() || key.length() > LONGEST || key.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.of(
                    ProblemType.MALFORMED_REQUEST,
                    "an Idempotency-Key must have 1 to %d characters and no control characters".formatted(LONGEST));
        }
        return key;
    }

    /**
     * Records the request of a key.
     *
     * @param request everything that distinguishes the request from others
     * @return the id of the job that it created before, if {@link #made} recorded it
     * @throws ProblemException 422 if the key was used for another request
     * @throws OutputException if it cannot be written
     */
    synchronized Optional<String> claim(String key, String request) {
        clearRegularly();
        Path file = file(key);
        String wanted = Sha256.of(request);
        try {
            List<String> known = Files.exists(file) ? Files.readAllLines(file) : List.of();
            if (!known.isEmpty()) {
                if (!known.get(0).equals(wanted)) {
                    throw ProblemException.of(
                            ProblemType.KEY_REUSED,
                            "this Idempotency-Key was used for another request; use one key per request");
                }
                return known.stream().skip(1).findFirst();
            }
            write(file, wanted);
            return Optional.empty();
        } catch (IOException e) {
            throw cannotWrite(file, e);
        }
    }

    /**
     * Records the job of a request.
     *
     * @throws OutputException if it cannot be written
     */
    synchronized void made(String key, String job) {
        Path file = file(key);
        try {
            write(file, Files.readAllLines(file).get(0) + "\n" + job);
        } catch (IOException e) {
            throw cannotWrite(file, e);
        }
    }

    private Path file(String key) {
        return folder.resolve(Sha256.of(key));
    }

    private void write(Path file, String text) throws IOException {
        Files.createDirectories(folder);
        OutputFile.write(file, part -> Files.writeString(part, text));
    }

    private static OutputException cannotWrite(Path file, IOException e) {
        return new OutputException("cannot write %s: %s".formatted(file, OutputFile.reason(e)), e);
    }

    private void clearRegularly() {
        Duration between =
                config.keepFor().compareTo(LONGEST_BETWEEN_CLEARING) < 0 ? config.keepFor() : LONGEST_BETWEEN_CLEARING;
        if (cleared.plus(between).isBefore(Instant.now())) {
            clear();
        }
    }

    /** Deletes keys that are older than any job. */
    synchronized void clear() {
        cleared = Instant.now();
        Instant oldest = cleared.minus(config.keepFor());
        try (Stream<Path> all = Files.exists(folder) ? Files.list(folder) : Stream.empty()) {
            List<Path> files = all.toList();
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(oldest)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            LOG.warn("cannot delete old idempotency keys: {}", e.getMessage());
        }
    }
}
