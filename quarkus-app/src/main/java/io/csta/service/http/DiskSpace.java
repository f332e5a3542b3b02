package io.csta.service.http;

import io.csta.service.config.ServiceConfig;
import io.csta.service.jobs.Jobs;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/** The disk space for uploads: all free space except {@code csta.http.min-free-disk}. Thread-safe. */
@ApplicationScoped
class DiskSpace {

    private static final long CHECKED_EVERY = 16L << 20;

    private final Jobs jobs;
    private final long reserve;

    /** The bytes that uploads in progress have announced and not written yet. */
    private final AtomicLong announced = new AtomicLong();

    @Inject
    DiskSpace(ServiceConfig config, Jobs jobs) {
        this.jobs = jobs;
        reserve = config.http().minFreeDisk().asLongValue();
    }

    /** Whether that many bytes may be written. */
    boolean has(long bytes) {
        try {
            return jobs.freeSpace() - announced.get() - bytes >= reserve;
        } catch (IOException e) {
            return false;
        }
    }

    /** The free space, in bytes; 0 if it is unknown. */
    long free() {
        try {
            return jobs.freeSpace();
        } catch (IOException e) {
            return 0;
        }
    }

    /**
     * Reserves space until it is closed.
     *
     * @param bytes 0 if unknown
     * @throws ProblemException 507 if the disk has too little space
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
         * Records written bytes.
         *
         * @throws ProblemException 507 if the disk has become full
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
