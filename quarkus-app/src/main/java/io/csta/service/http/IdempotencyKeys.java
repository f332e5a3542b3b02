package io.csta.service.http;

import io.csta.OutputException;
import io.csta.OutputFile;
import io.csta.Sha256;
import io.csta.service.config.ServiceConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response.Status;
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
 * What clients called their requests, what they asked for under that name, and which job that made, on disk: a file each,
 * with the hash of the request and the id of the job in a line of its own. Thread-safe.
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
     * @return the id of the job that it made before, if {@link #made} was told
     * @throws ProblemException 422 if it stands for something else already
     * @throws OutputException if it cannot be written
     */
    synchronized Optional<String> claim(String key, String request) {
        clearNowAndThen();
        Path file = file(key);
        String wanted = Sha256.of(request);
        try {
            List<String> known = Files.exists(file) ? Files.readAllLines(file) : List.of();
            if (!known.isEmpty()) {
                if (!known.get(0).equals(wanted)) {
                    throw ProblemException.impossible(
                            "this Idempotency-Key was used for another request: give each request its own");
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
     * Notes which job a request has made.
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
        try (OutputFile part = OutputFile.of(file)) {
            Files.writeString(part.path(), text);
            part.keep();
        }
    }

    private static OutputException cannotWrite(Path file, IOException e) {
        return new OutputException("%s cannot be written: %s".formatted(file, OutputFile.reason(e)), e);
    }

    /** Keys come one by one, and each may be the one that is too many. */
    private void clearNowAndThen() {
        Duration between =
                config.keepFor().compareTo(LONGEST_BETWEEN_CLEARING) < 0 ? config.keepFor() : LONGEST_BETWEEN_CLEARING;
        if (cleared.plus(between).isBefore(Instant.now())) {
            clear();
        }
    }

    /** Forgets keys that are older than any job. */
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
            LOG.warn("old keys cannot be cleared away: {}", e.getMessage());
        }
    }
}
