package io.csta.jobs;

import io.csta.OutputException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The current state of every job, in memory and on disk, and who wants to know of its changes. Thread-safe: changes of
 * one job come one after the other.
 */
final class JobRegistry {

    private static final Logger LOG = LoggerFactory.getLogger(JobRegistry.class);

    private final JobStore store;
    private final Map<String, Job> jobs = new ConcurrentHashMap<>();
    private final Set<String> unsaved = ConcurrentHashMap.newKeySet();
    private final Map<String, List<Consumer<Job>>> listeners = new ConcurrentHashMap<>();

    JobRegistry(JobStore store) {
        this.store = store;
    }

    /** Reads what is on disk. */
    void load() {
        store.load().forEach(job -> jobs.put(job.id(), job));
    }

    Optional<Job> find(String id) {
        return Optional.ofNullable(jobs.get(id));
    }

    Collection<Job> all() {
        return List.copyOf(jobs.values());
    }

    long count(JobState state) {
        return jobs.values().stream().filter(job -> job.state() == state).count();
    }

    /**
     * Writes a new job, or one that begins anew, with the file that it takes over.
     *
     * @param maker gives the job for the one that is there, or nothing to leave that as it is
     * @return the job that is there now
     * @throws OutputException if it cannot be written; then all is as before, and the file stays
     */
    Submission create(
            String id, Function<Optional<Job>, Optional<Job>> maker, Optional<Path> input, Supplier<Path> target) {
        boolean[] isNew = {false};
        Job job = jobs.compute(id, (any, known) -> {
            Optional<Job> made = maker.apply(Optional.ofNullable(known));
            if (made.isEmpty() && known != null) {
                return known;
            }
            Job fresh = made.orElseThrow();
            store.create(fresh, input, target);
            isNew[0] = true;
            return fresh;
        });
        if (isNew[0]) {
            tell(job);
        }
        return new Submission(job, isNew[0]);
    }

    /**
     * Changes a job, and has it on disk for good before this returns. Should the disk be full, the change holds in memory,
     * and {@link #saveIfNeeded} tries again.
     *
     * @param change gives the new status; the same one for no change
     * @return the changed job; nothing if there was no change or no such job
     */
    Optional<Job> change(String id, UnaryOperator<JobStatus> change) {
        Job[] changed = {null};
        jobs.computeIfPresent(id, (any, job) -> {
            JobStatus status = change.apply(job.status());
            if (status.equals(job.status())) {
                return job;
            }
            changed[0] = job.with(status);
            try {
                store.save(changed[0], true);
                unsaved.remove(id);
            } catch (OutputException e) {
                unsaved.add(id);
                LOG.error("job {} is {}, but: {}", id, changed[0].state().word(), e.getMessage());
            }
            return changed[0];
        });
        Optional<Job> after = Optional.ofNullable(changed[0]);
        after.ifPresent(this::tell);
        return after;
    }

    /** Gives a job that has not ended a newer sight of its source, on disk too. */
    Optional<Job> touched(String id, Source source) {
        Job now = jobs.computeIfPresent(id, (any, job) -> {
            if (job.state().isEnd() || job.source().equals(source)) {
                return job;
            }
            Job touched = job.of(source);
            store.save(touched, true);
            return touched;
        });
        return Optional.ofNullable(now).filter(job -> !job.state().isEnd());
    }

    /**
     * Notes how far a running job is, in memory.
     *
     * @param onDisk whether to write it down as well, as far as that is possible
     */
    void progress(String id, JobProgress progress, boolean onDisk) {
        Job job = jobs.computeIfPresent(id, (any, known) -> {
            if (known.state() != JobState.RUNNING) {
                return known;
            }
            Job further = known.with(known.status().at(progress));
            if (onDisk) {
                try {
                    store.save(further, false);
                } catch (OutputException e) {
                    LOG.debug("job {}: {}", id, e.getMessage());
                }
            }
            return further;
        });
        if (job != null && job.state() == JobState.RUNNING) {
            tell(job);
        }
    }

    /**
     * Has a job on disk that could not be written when it changed.
     *
     * @throws OutputException if that is still impossible
     */
    void saveIfNeeded(String id) {
        jobs.computeIfPresent(id, (any, job) -> {
            if (unsaved.contains(id)) {
                store.save(job, true);
                unsaved.remove(id);
            }
            return job;
        });
    }

    /** Removes a job that has ended, and its folder. */
    void remove(String id) {
        jobs.computeIfPresent(id, (any, job) -> {
            if (!job.state().isEnd()) {
                return job;
            }
            store.remove(id);
            return null;
        });
    }

    /** Tells about every change from now on; ends when it is closed. */
    AutoCloseable subscribe(String id, Consumer<Job> listener) {
        listeners.computeIfAbsent(id, any -> new CopyOnWriteArrayList<>()).add(listener);
        return () -> listeners.computeIfPresent(id, (any, some) -> {
            some.remove(listener);
            return some.isEmpty() ? null : some;
        });
    }

    private void tell(Job job) {
        listeners.getOrDefault(job.id(), List.of()).forEach(listener -> listener.accept(job));
    }
}
