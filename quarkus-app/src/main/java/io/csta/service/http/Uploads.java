package io.csta.service.http;

import io.csta.OutputException;
import io.csta.OutputFile;
import io.csta.service.config.ServiceConfig;
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
import org.jspecify.annotations.Nullable;

/**
 * Receives the bodies of requests, holding no more than a buffer of each in memory. Files in the folder of uploads when the
 * service starts were never acknowledged, and are removed. Thread-safe.
 */
@ApplicationScoped
class Uploads {

    /** Each occupies a thread while its client sends; the other threads serve other requests. */
    private static final int MOST_AT_ONCE = 100;

    private static final Duration SOON = Duration.ofSeconds(5);

    /** How long the rest of a rejected body is read. */
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
                .description("Bytes received in uploads")
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
                    "cannot create or empty the upload folder %s: %s; choose another one with csta.data"
                            .formatted(folder, OutputFile.reason(e)),
                    e);
        }
        keys.clear();
    }

    /**
     * Begins to read a body.
     *
     * @param announced its size, if known
     * @throws ProblemException 413 if it is too large, 429 if too many uploads are in progress, 507 if the disk has no room
     */
    Body admit(InputStream stream, OptionalLong announced) {
        if (announced.orElse(0) > most) {
            throw ProblemException.tooLarge(most);
        }
        if (!places.tryAcquire()) {
            throw ProblemException.of(ProblemType.TOO_MANY_UPLOADS, "too many uploads are in progress")
                    .later(SOON);
        }
        try {
            return new Body(new Limited(stream), space.claim(announced.orElse(0)));
        } catch (RuntimeException e) {
            places.release();
            throw e;
        }
    }

    /** A body that is being read, with the file that it is written to. Used by one thread. */
    final class Body implements AutoCloseable {

        private final InputStream stream;
        private final DiskSpace.Claim claim;
        private @Nullable UploadFile file;

        private Body(InputStream stream, DiskSpace.Claim claim) {
            this.stream = stream;
            this.claim = claim;
        }

        InputStream stream() {
            return stream;
        }

        /** Creates the file for an upload, of which a body has at most one. */
        UploadFile file(String name) {
            UploadFile created = new UploadFile(folder, name, claim::wrote);
            file = created;
            return created;
        }

        @Override
        public void close() {
            if (file != null) {
                file.close();
            }
            claim.close();
            places.release();
        }
    }

    /** Reads the rest of a body for a moment, so that a client that does not wait for a response before sending receives it. */
    static void drain(InputStream body) {
        long end = System.nanoTime() + LINGERING.toNanos();
        byte[] buffer = new byte[BUFFER];
        try {
            while (System.nanoTime() < end && body.read(buffer) >= 0) {
                // ignored
            }
        } catch (IOException clientDisconnected) {
            return;
        }
    }

    /** Counts bytes, and fails when the limit is exceeded. */
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
