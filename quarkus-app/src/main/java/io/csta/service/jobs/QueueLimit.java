package io.csta.service.jobs;

import java.util.HashSet;
import java.util.Set;

/** The limit of queued jobs, which include those that are being written. Thread-safe. */
final class QueueLimit {

    private final int limit;
    private final JobRegistry registry;

    /** The jobs that have a place in the queue and are not on disk yet. */
    private final Set<String> arriving = new HashSet<>();

    QueueLimit(int limit, JobRegistry registry) {
        this.limit = limit;
        this.registry = registry;
    }

    synchronized boolean hasRoom() {
        long queued = registry.all().stream()
                .filter(job -> job.state() == JobState.QUEUED && !arriving.contains(job.id()))
                .count();
        return queued + arriving.size() < limit;
    }

    void requireRoom() {
        if (!hasRoom()) {
            throw new TooManyJobsException(limit);
        }
    }

    /** Reserves a place for a job that is about to be written. */
    synchronized void admit(String id) {
        requireRoom();
        arriving.add(id);
    }

    /** Ends a reservation, once the job is on disk or could not be written. */
    synchronized void release(String id) {
        arriving.remove(id);
    }
}
