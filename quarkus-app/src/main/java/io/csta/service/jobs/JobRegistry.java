package io.csta.service.jobs;

import io.csta.OutputException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The current state of every job, in memory and on disk, and the listeners to its changes. Thread-safe: each job has its own
 * lock, so changes of one job are serialized and never wait for another job.
 */
final class JobRegistry {

    private static final Logger LOG = LoggerFactory.getLogger(JobRegistry.class);
    private static final Duration SAVING_PROGRESS = Duration.ofSeconds(5);

    private final JobStore store;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final Map<String, List<Consumer<Job>>> listeners = new ConcurrentHashMap<>();
    private final List<Consumer<Job>> stateListeners = new CopyOnWriteArrayList<>();

    /** One id. Only {@link #job} is read without holding the lock. */
    private static final class Entry {

        private final ReentrantLock lock = new ReentrantLock();
        private volatile @Nullable Job job;
        private boolean isUnsaved;
        private Instant progressSaved = Instant.EPOCH;
        private Instant progressed = Instant.EPOCH;

        /** Whether the entry is no longer in the map. */
        private boolean isDetached;
    }

    JobRegistry(JobStore store) {
        this.store = store;
    }

    /** Reads the jobs on disk. */
    void load() {
        store.load().forEach(job -> locked(job.id(), entry -> entry.job = job));
    }

    Optional<Job> find(String id) {
        return Optional.ofNullable(entries.get(id)).map(entry -> entry.job);
    }

    Collection<Job> all() {
        return entries.values().stream()
                .map(entry -> entry.job)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Runs a step while no other thread changes the same job. An entry without a job is dropped afterwards. */
    private <T> T locked(String id, Function<Entry, T> step) {
        while (true) {
            Entry entry = entries.computeIfAbsent(id, any -> new Entry());
            entry.lock.lock();
            try {
                if (!entry.isDetached) {
                    return step.apply(entry);
                }
            } finally {
                if (entry.job == null) {
                    entry.isDetached = true;
                    entries.remove(id, entry);
                }
                entry.lock.unlock();
            }
        }
    }

    /**
     * Writes a job that is new or starts again.
     *
     * @param maker returns the job to write, given the existing one; empty to keep that
     * @param input the video that the job takes over, if any
     * @throws OutputException if it cannot be written; then nothing is changed, and the video stays where it is
     */
    Submission create(String id, Function<Optional<Job>, Optional<Job>> maker, Optional<Path> input) {
        Submission submission = locked(id, entry -> {
            Optional<Job> known = Optional.ofNullable(entry.job);
            Optional<Job> created = maker.apply(known);
            if (created.isEmpty()) {
                return new Submission(known.orElseThrow(), false);
            }
            store.create(created.get(), input);
            entry.job = created.get();
            entry.isUnsaved = false;
            return new Submission(created.get(), true);
        });
        if (submission.isNew()) {
            publish(submission.job());
        }
        return submission;
    }

    /**
     * Changes a job, and writes it durably before this returns.
     *
     * @param change returns the new status; the same one for no change
     * @return the changed job; empty if it did not change or does not exist
     * @throws OutputException if it cannot be written; then nothing is changed
     */
    Optional<Job> change(String id, UnaryOperator<JobStatus> change) {
        return change(id, change, (job, e) -> {
            throw e;
        });
    }

    /**
     * Records what happened to a job, like {@link #change}. If the disk is full, this takes effect in memory, and
     * {@link #saveIfNeeded} tries again.
     */
    Optional<Job> record(String id, UnaryOperator<JobStatus> change) {
        return change(
                id,
                change,
                (job, e) -> LOG.error(
                        "job {} is {}, but its state could not be saved: {}",
                        id,
                        job.state().word(),
                        e.getMessage()));
    }

    private Optional<Job> change(
            String id, UnaryOperator<JobStatus> change, BiConsumer<Job, OutputException> onFailure) {
        AtomicBoolean isNewState = new AtomicBoolean();
        Optional<Job> changed = locked(id, entry -> {
            Job job = entry.job;
            JobStatus status = job == null ? null : change.apply(job.status());
            if (job == null || status == null || status.equals(job.status())) {
                return Optional.empty();
            }
            Job after = job.with(status);
            try {
                store.save(after);
                entry.isUnsaved = false;
            } catch (OutputException e) {
                onFailure.accept(after, e);
                entry.isUnsaved = true;
            }
            entry.job = after; // visible to others only now
            isNewState.set(after.state() != job.state());
            return Optional.of(after);
        });
        changed.ifPresent(this::publish);
        changed.filter(job -> isNewState.get()).ifPresent(job -> notify(stateListeners, job));
        return changed;
    }

    /** Updates the source of a job that has not ended, on disk too. */
    Optional<Job> touched(String id, Source source) {
        return replace(id, job -> job.state().isEnd() ? job : job.of(source))
                .filter(job -> !job.state().isEnd());
    }

    /** Gives a queued job another version of its video, on disk too. */
    Optional<Job> renewed(String id, Source source) {
        UnaryOperator<Job> renewal = job -> job.state() == JobState.QUEUED
                ? job.of(source)
                        .with(job.status()
                                .again(Instant.now())
                                .paused(job.status().paused()))
                : job;
        Optional<Job> renewed = replace(id, renewal).filter(job -> job.source().equals(source));
        renewed.ifPresent(this::publish);
        return renewed;
    }

    private Optional<Job> replace(String id, UnaryOperator<Job> change) {
        return locked(id, entry -> {
            Job job = entry.job;
            if (job == null) {
                return Optional.empty();
            }
            Job after = change.apply(job);
            if (!after.equals(job)) {
                store.save(after);
                entry.job = after;
            }
            return Optional.of(after);
        });
    }

    /** Records the progress of a running job, in memory, and periodically on disk. */
    void progress(String id, JobProgress progress) {
        progress(id, (last, time) -> Optional.of(progress));
    }

    /** Repeats the progress of running jobs without news for some time, so that their clients know that they continue. */
    void repeatProgress(Duration silence) {
        for (Job job : all()) {
            if (job.state() == JobState.RUNNING) {
                progress(
                        job.id(),
                        (last, time) -> time.compareTo(silence) < 0 ? Optional.empty() : Optional.of(last.after(time)));
            }
        }
    }

    /**
     * Changes the progress of a running job.
     *
     * @param change returns the new progress, given the last one and the time since then; empty for no change
     */
    private void progress(String id, BiFunction<JobProgress, Duration, Optional<JobProgress>> change) {
        Optional<Job> changed = locked(id, entry -> {
            Job job = entry.job;
            Instant now = Instant.now();
            Optional<JobProgress> progress = job == null || job.state() != JobState.RUNNING
                    ? Optional.empty()
                    : change.apply(job.status().progress(), Duration.between(entry.progressed, now));
            if (job == null || progress.isEmpty()) {
                return Optional.empty();
            }
            Job after = job.with(job.status().at(progress.get()));
            entry.job = after;
            entry.progressed = now;
            if (entry.progressSaved.plus(SAVING_PROGRESS).isBefore(now)) {
                entry.progressSaved = now;
                try {
                    store.save(after);
                } catch (OutputException e) {
                    LOG.debug("job {}: {}", id, e.getMessage());
                }
            }
            return Optional.of(after);
        });
        changed.ifPresent(this::publish);
    }

    /**
     * Writes a job that could not be written when it changed.
     *
     * @throws OutputException if it still cannot be written
     */
    void saveIfNeeded(String id) {
        locked(id, entry -> {
            Job job = entry.job;
            if (job != null && entry.isUnsaved) {
                store.save(job);
                entry.isUnsaved = false;
            }
            return Optional.empty();
        });
    }

    /**
     * Removes a job that has ended, with its folder.
     *
     * @return the removed job; empty if the job does not exist or has not ended
     */
    Optional<Job> remove(String id) {
        return locked(id, entry -> {
            Job job = entry.job;
            if (job != null && job.state().isEnd()) {
                store.remove(id);
                // The id of a file is that of its first version, which a complete one may have replaced.
                job.source().as(Source.Folder.class).map(JobId::ofFile).ifPresent(store::recordRemoval);
                entry.job = null;
                return Optional.of(job);
            }
            return Optional.empty();
        });
    }

    /** Calls a listener on every change of a job, until the result is closed. */
    AutoCloseable subscribe(String id, Consumer<Job> listener) {
        listeners.compute(id, (any, some) -> {
            List<Consumer<Job>> all = some == null ? new CopyOnWriteArrayList<>() : some;
            all.add(listener);
            return all;
        });
        return () -> listeners.computeIfPresent(id, (any, some) -> {
            some.remove(listener);
            return some.isEmpty() ? null : some;
        });
    }

    /** Calls a listener whenever a job enters another state. */
    void subscribeToStates(Consumer<Job> listener) {
        stateListeners.add(listener);
    }

    private void publish(Job job) {
        notify(listeners.getOrDefault(job.id(), List.of()), job);
    }

    /** A listener that fails does not affect the job. */
    private static void notify(List<Consumer<Job>> listeners, Job job) {
        for (Consumer<Job> listener : listeners) {
            try {
                listener.accept(job);
            } catch (RuntimeException e) {
                LOG.error("job {}: a listener failed; see the stack trace", job.id(), e);
            }
        }
    }
}
