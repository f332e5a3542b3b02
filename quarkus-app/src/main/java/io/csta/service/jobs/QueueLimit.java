package io.csta.service.jobs;

import java.util.HashSet;
import java.util.Set;

/** The limit of queued jobs. Thread-safe. */
final class QueueLimit {

    private final int limit;
    private final JobRegistry registry;

    /** The jobs that have a place in the queue and are not on disk yet. */
    private final Set<String> arriving = new HashSet<>();

    QueueLimit(int limit, JobRegistry registry) {
        this.limit = limit;
        this.registry = registry;
    }

    boolean hasRoom() {
        return registry.count(JobState.QUEUED) < limit;
    }

    void requireRoom() {
        if (!hasRoom()) {
            throw new TooManyJobsException(limit);
        }
    }

    /** Reserves a place, so that jobs that are being written count. */
    void admit(String id) {
        synchronized (arriving) {
            long queued = registry.all().stream()
                    .filter(job -> job.state() == JobState.QUEUED && !arriving.contains(job.id()))
                    .count();
            if (queued + arriving.size() >= limit) {
                throw new TooManyJobsException(limit);
            }
            arriving.add(id);
        }
    }

    /** Ends a reservation, once the job is on disk or could not be written. */
    void release(String id) {
        synchronized (arriving) {
            arriving.remove(id);
        }
    }
}
