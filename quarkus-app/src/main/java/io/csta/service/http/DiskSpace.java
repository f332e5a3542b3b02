package io.csta.service.http;

import io.csta.service.config.ServiceConfig;
import io.csta.service.jobs.Jobs;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/** What of the disk uploads may take: whatever is free beyond {@code csta.http.min-free-disk}. Thread-safe. */
@ApplicationScoped
class DiskSpace {

    private static final long CHECKED_EVERY = 16L << 20;

    private final Jobs jobs;
    private final long reserve;

    /** What uploads in progress have announced and not written yet. */
    private final AtomicLong announced = new AtomicLong();

    @Inject
    DiskSpace(ServiceConfig config, Jobs jobs) {
        this.jobs = jobs;
        reserve = config.http().minFreeDisk().asLongValue();
    }

    /** Whether so many bytes may be written. */
    boolean has(long bytes) {
        try {
            return jobs.freeSpace() - announced.get() - bytes >= reserve;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * The right to write so many bytes, until it is closed.
     *
     * @param bytes 0 if unknown
     * @throws ProblemException 507 if there is no room for them
     */
    Claim claim(long bytes) {
        if (!has(bytes)) {
            throw ProblemException.noSpace();
        }
        announced.addAndGet(bytes);
        return new Claim(bytes);
    }

    /** Used by one thread. */
    final class Claim implements AutoCloseable {

        private long left;
        private long unchecked;

        private Claim(long bytes) {
            left = bytes;
        }

        /**
         * Notes what was written.
         *
         * @throws ProblemException 507 if the disk has become too full meanwhile
         */
        void wrote(int bytes) {
            long used = Math.min(left, bytes);
            left -= used;
            announced.addAndGet(-used);
            unchecked += bytes;
            if (unchecked >= CHECKED_EVERY) {
                unchecked = 0;
                if (!has(0)) {
                    throw ProblemException.noSpace();
                }
            }
        }

        @Override
        public void close() {
            announced.addAndGet(-left);
            left = 0;
        }
    }
}
