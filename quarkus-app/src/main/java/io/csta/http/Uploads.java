package io.csta.http;

import io.csta.OutputException;
import io.csta.OutputFile;
import io.csta.config.ServiceConfig;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/**
 * Takes bodies of requests in, as they come and without holding more than a buffer of them. What is in the folder of
 * uploads when the service starts was never promised to anybody, and is removed. Thread-safe.
 */
@ApplicationScoped
class Uploads {

    /** Each holds a thread while its client sends; others are for those who only ask. */
    private static final int MOST_AT_ONCE = 100;

    private static final Duration SOON = Duration.ofSeconds(5);

    /** How long a client that need not go on may do so, so that it hears the answer. */
    private static final Duration LINGERING = Duration.ofSeconds(2);

    private static final int BUFFER = 1 << 16;

    private final Path folder;
    private final long most;
    private final DiskSpace space;
    private final IdempotencyKeys keys;
    private final Counter bytes;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);

    @Inject
    Uploads(ServiceConfig config, DiskSpace space, IdempotencyKeys keys, MeterRegistry metrics) {
        folder = config.data().resolve("uploads");
        most = config.http().maxUpload().asLongValue();
        this.space = space;
        this.keys = keys;
        bytes = Counter.builder("csta.upload")
                .description("What came in uploads")
                .baseUnit("bytes")
                .register(metrics);
    }

    void clear(@Observes StartupEvent event) {
        try {
            Files.createDirectories(folder);
            try (Stream<Path> left = Files.list(folder)) {
                List<Path> files = left.toList();
                for (Path file : files) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new OutputException(
                    "the folder of uploads, %s, cannot be made and cleared: %s; choose another one with csta.data"
                            .formatted(folder, OutputFile.reason(e)),
                    e);
        }
        keys.clear();
    }

    /** What is done with a body. */
    interface Reader<T> {

        /** Reads it to its end. */
        T read(InputStream body, DiskSpace.Claim claim) throws IOException;
    }

    /**
     * Reads a body.
     *
     * @param announced its size, if the client says it
     * @param readsOn whether the client sends without waiting for a sign to go on
     * @throws ProblemException 413, 429 or 507 if it is too large, or too many come at once, or there is no room for it;
     *     before anything is read if that can be known
     */
    <T> T read(InputStream body, OptionalLong announced, boolean readsOn, Reader<T> reader) {
        try {
            return admit(body, announced, reader);
        } catch (RuntimeException e) {
            if (readsOn) {
                drain(body);
            }
            throw e;
        } catch (IOException e) {
            throw ProblemException.of(400, "Bad Request", "the request ended before its body did");
        }
    }

    private <T> T admit(InputStream body, OptionalLong announced, Reader<T> reader) throws IOException {
        if (announced.orElse(0) > most) {
            throw ProblemException.tooLarge(most);
        }
        if (!places.tryAcquire()) {
            throw ProblemException.tooMany("too many uploads come at once", SOON);
        }
        try (DiskSpace.Claim claim = space.claim(announced.orElse(0))) {
            return reader.read(new Limited(body), claim);
        } finally {
            places.release();
        }
    }

    /** A file for what comes. */
    UploadFile file(String name, DiskSpace.Claim claim) {
        return new UploadFile(folder, name, claim);
    }

    private static void drain(InputStream body) {
        long end = System.nanoTime() + LINGERING.toNanos();
        byte[] buffer = new byte[BUFFER];
        try {
            while (System.nanoTime() < end && body.read(buffer) >= 0) {
                // it is not wanted
            }
        } catch (IOException clientWentAway) {
            return;
        }
    }

    /** Counts, and ends when it is too much. */
    private final class Limited extends FilterInputStream {

        private long count;

        private Limited(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            if (read > 0) {
                count += read;
                bytes.increment(read);
            }
            if (count > most) {
                throw ProblemException.tooLarge(most);
            }
            return read;
        }
    }
}
