package io.csta.jobs;

import io.csta.FileNames;
import io.csta.OutputFile;
import io.csta.config.ServiceConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All jobs, and what can be asked for.
 *
 * <p>Every step of a job is on disk before the next one begins, so that a process that starts anew goes on where the last
 * one was: what was queued is queued, and what was running is begun again. Making a summary twice does no harm, since
 * the second one replaces the first as a whole; a job is {@code done} when its summary is in its place, and only then its
 * source is told. Thread-safe.
 */
@ApplicationScoped
public class Jobs {

    private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);
    private static final Duration WRITING_PROGRESS = Duration.ofSeconds(5);
    private static final Duration CLEARING = Duration.ofMinutes(1);

    private final ServiceConfig.Jobs config;
    private final JobStore store;
    private final JobRegistry book;
    private final JobRunner runner;
    private final Retention retention;
    private final Map<String, Instant> written = new ConcurrentHashMap<>();

    /** One after the other, so that each sees what the one before has taken: places for summaries, room in the queue. */
    private final ReentrantLock submitting = new ReentrantLock();

    /** Opens the folder of the jobs; nothing is read before {@link #load}, nothing begun before {@link #start}. */
    @Inject
    public Jobs(ServiceConfig config, JobWork work) {
        this.config = config.jobs();
        store = new JobStore(config.data().resolve("jobs"));
        book = new JobRegistry(store);
        runner = new JobRunner(this.config, book, work);
        retention = new Retention(this.config, book, store);
    }

    /** Reads the jobs that the last process left. */
    public void load() {
        book.load();
    }

    /**
     * Says that the video of a job that has not ended is the same still, but was touched or put there again.
     *
     * @return the job that is there now; nothing if it has ended, or there is none
     */
    public Optional<Job> touched(String id, Source source) {
        return book.touched(id, source);
    }

    /** Goes on with what the last process left: what it was working on waits behind the others. */
    public void start() {
        Collection<Job> found = book.all();
        if (!found.isEmpty()) {
            long open = found.stream().filter(job -> !job.state().isEnd()).count();
            LOG.info("{} jobs found, of which {} are to be done", found.size(), open);
        }
        found.stream().filter(job -> !job.state().isEnd()).forEach(this::clearAway);
        found.stream()
                .sorted(Comparator.comparing((Job job) -> job.state() == JobState.RUNNING)
                        .thenComparing(job -> job.status().due())
                        .thenComparing(Job::created))
                .forEach(runner::resume);
        runner.repeat(this::clear, CLEARING);
    }

    /** What a process has half written that was killed meanwhile. */
    private void clearAway(Job job) {
        for (Path each : List.of(job.output(), job.outputJson(), input(job), store.file(job.id()))) {
            OutputFile.clearAway(each);
        }
    }

    /** Stops what is at work and leaves it for the next start. */
    public void stop() {
        runner.shutdown();
    }

    /**
     * Makes a job, unless there is one of that id already.
     *
     * <p>One that failed or was stopped begins anew; so does one that is done but whose summary is gone. One that nobody
     * wanted anything special of may still be told what is wanted as long as it has not begun.
     *
     * @param id see {@link JobId}
     * @param input a file that becomes the job's own; it stays if there is no new job
     * @param output where the summary goes, given the folder of the job
     * @throws TooManyJobsException if too many wait already
     * @throws io.csta.OutputException if the job cannot be written
     */
    public Submission submit(
            String id, Source source, JobRequest request, Optional<Path> input, UnaryOperator<Path> output) {
        submitting.lock();
        try {
            return submitAlone(id, source, request, input, output);
        } finally {
            submitting.unlock();
        }
    }

    private Submission submitAlone(
            String id, Source source, JobRequest request, Optional<Path> input, UnaryOperator<Path> output) {
        Submission submission = book.create(
                id,
                known -> {
                    if (known.isPresent() && input.isEmpty() && canStillBeTold(known.get(), request)) {
                        return known.map(job -> job.wanting(request));
                    }
                    if (known.isPresent() && !canBeginAnew(known.get())) {
                        return Optional.empty();
                    }
                    requireRoom();
                    Instant now = Instant.now();
                    return Optional.of(known.map(job -> job.again(source, request, now))
                            .orElseGet(() -> Job.queued(id, source, request, output.apply(store.folder(id)), now)));
                },
                input,
                () -> input(id, source));
        if (submission.isNew()) {
            store.forget(id);
            LOG.info("job {}: {} from {}", id, FileNames.shown(source.name()), source.kind());
            runner.enqueue(submission.job());
        }
        return submission;
    }

    private static boolean canStillBeTold(Job known, JobRequest request) {
        return known.state() == JobState.QUEUED
                && known.request().equals(JobRequest.NOTHING_SPECIAL)
                && !request.equals(JobRequest.NOTHING_SPECIAL);
    }

    private static boolean canBeginAnew(Job known) {
        return known.status().settled()
                && switch (known.state()) {
                    case FAILED, CANCELLED -> true;
                    case DONE ->
                        known.status()
                                .result()
                                .map(JobResult::video)
                                .filter(Files::exists)
                                .isEmpty();
                    case QUEUED, RUNNING -> false;
                };
    }

    /**
     * Checks whether another job would be taken.
     *
     * @throws TooManyJobsException if too many wait already
     */
    public void requireRoom() {
        if (!hasRoom()) {
            throw new TooManyJobsException(config.maxQueued());
        }
    }

    /** Whether another job would be taken. */
    public boolean hasRoom() {
        return count(JobState.QUEUED) < config.maxQueued();
    }

    /** How many jobs stand there. */
    public long count(JobState state) {
        return book.count(state);
    }

    /** One job. */
    public Optional<Job> find(String id) {
        return book.find(id);
    }

    /** All jobs, in no order. */
    public Collection<Job> all() {
        return book.all();
    }

    /** Whether a job of that id ended and was cleared away since. */
    public boolean wasRemoved(String id) {
        return store.wasRemoved(id);
    }

    /** Where the video of a job is that has no place of its own. */
    public Path input(Job job) {
        return input(job.id(), job.source());
    }

    private Path input(String id, Source source) {
        return store.folder(id).resolve("input" + FileNames.ending(source.name()));
    }

    /**
     * Tells about every change of a job, from now on, on threads that must not be held up.
     *
     * @return to be closed when no more is to be told
     */
    public AutoCloseable subscribe(String id, Consumer<Job> listener) {
        return book.subscribe(id, listener);
    }

    /** Notes how far a running job is. */
    public void progress(String id, JobProgress progress) {
        Instant now = Instant.now();
        boolean onDisk =
                written.getOrDefault(id, Instant.EPOCH).plus(WRITING_PROGRESS).isBefore(now);
        if (onDisk) {
            written.put(id, now);
        }
        book.progress(id, progress, onDisk);
    }

    /**
     * Stops a job that is queued or running.
     *
     * @return the job, which is cancelled now; nothing if there is none that could be
     */
    public Optional<Job> cancel(String id) {
        Optional<Job> stopped =
                book.change(id, status -> status.state().isEnd() ? status : status.cancelled(Instant.now()));
        stopped.ifPresent(runner::stop);
        return stopped;
    }

    /**
     * Begins a job anew that failed or was stopped.
     *
     * @return the job, which is queued now; nothing if there is none that could be
     */
    public Optional<Job> retry(String id) {
        Optional<Job> again = book.change(
                id,
                status ->
                        (status.state() == JobState.FAILED || status.state() == JobState.CANCELLED) && status.settled()
                                ? JobStatus.fresh(Instant.now())
                                : status);
        again.ifPresent(runner::enqueue);
        return again;
    }

    /** Removes a job that has ended, with what is in its folder; summaries elsewhere stay. */
    public void remove(String id) {
        book.remove(id);
    }

    private void clear() {
        retention.clear();
        written.keySet().removeIf(id -> book.find(id).isEmpty());
    }

    /** How many bytes can still be written for jobs. */
    public long freeSpace() throws IOException {
        return store.freeSpace();
    }
}
