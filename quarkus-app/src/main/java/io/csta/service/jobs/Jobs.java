package io.csta.service.jobs;

import io.csta.OutputException;
import io.csta.OutputFile;
import io.csta.service.config.ServiceConfig;
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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All jobs, and the operations on them.
 *
 * <p>Every step of a job is on disk before the next one begins. After a restart, the service therefore continues where it
 * stopped: queued jobs are queued, and running jobs start again. Creating a summary twice does no harm, because the second one
 * replaces the first as a whole. A job is {@code done} when its summary is in its place, and its source is notified after that.
 * Thread-safe.
 */
@ApplicationScoped
public class Jobs {

    private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);
    private static final Duration CLEARING = Duration.ofMinutes(1);

    private final ServiceConfig.Jobs config;
    private final JobStore store;
    private final JobRegistry registry;
    private final QueueLimit limit;
    private final QueuePause pause;
    private volatile @Nullable JobRunner runner;
    private boolean isStopped;

    /** Opens the folder of the jobs. No job is read before {@link #load} or run before {@link #start}. */
    @Inject
    public Jobs(ServiceConfig config) {
        this.config = config.jobs();
        store = new JobStore(config.data().resolve("jobs"));
        registry = new JobRegistry(store);
        limit = new QueueLimit(this.config.maxQueued(), registry);
        pause = new QueuePause(config.data().resolve("queue-is-paused.txt"));
    }

    /** Reads the jobs of the previous run, and removes the unfinished files of a process that was killed. */
    public void load() {
        registry.load();
        Collection<Job> found = registry.all();
        List<Job> open = found.stream().filter(job -> !job.state().isEnd()).toList();
        if (!found.isEmpty()) {
            LOG.info("{} jobs found, {} of them unfinished", found.size(), open.size());
        }
        open.forEach(this::clearAway);
    }

    /**
     * Updates the source of a job that has not ended, because the same video was touched or stored again.
     *
     * @return the current job; empty if it ended or does not exist
     */
    public Optional<Job> touched(String id, Source source) {
        return registry.touched(id, source);
    }

    /**
     * Continues a queued job with the version of its video that replaced the one it was queued for. It is attempted at once.
     *
     * @return the current job; empty if it is not queued
     */
    public Optional<Job> renewed(String id, Source source) {
        Optional<Job> renewed = registry.renewed(id, source);
        renewed.ifPresent(this::enqueue);
        return renewed;
    }

    private void enqueue(Job job) {
        JobLog.queued(job);
        ifStarted(started -> started.enqueue(job));
    }

    /**
     * Starts running jobs and resumes those of the previous run; interrupted jobs go to the end of the queue. Does nothing
     * after {@link #stop}.
     */
    public synchronized void start(JobPipeline pipeline) {
        if (isStopped) {
            return;
        }
        Set<String> interrupted = registry.all().stream()
                .filter(job -> job.state() == JobState.RUNNING)
                .map(Job::id)
                .collect(Collectors.toSet());
        if (pause.isOn()) {
            LOG.info("the queue is paused; csta jobs resume starts jobs again");
        }
        config.hours().ifPresent(hours -> LOG.info("jobs start at {}", hours));
        JobSettler settler = new JobSettler(config, registry, pipeline);
        JobRunner started = new JobRunner(config, registry, pipeline, settler, pause);
        runner = started;
        registry.all().stream() // also the jobs that were submitted meanwhile
                .filter(job -> job.state() != JobState.RUNNING || interrupted.contains(job.id()))
                .sorted(Comparator.comparing((Job job) -> job.state() == JobState.RUNNING)
                        .thenComparing(job -> job.status().due())
                        .thenComparing(Job::created))
                .forEach(started::resume);
        settler.repeat(new Retention(config, registry, store, pipeline)::clear, CLEARING);
    }

    private void clearAway(Job job) {
        for (Path each : List.of(job.output(), job.outputJson(), input(job), store.file(job.id()))) {
            try {
                OutputFile.clearAway(each);
            } catch (OutputException e) {
                LOG.warn("job {}: {}", job.id(), e.getMessage());
            }
        }
    }

    /** Stops running jobs. The next run continues them. */
    public synchronized void stop() {
        isStopped = true;
        ifStarted(JobRunner::shutdown);
    }

    /** Does nothing before startup; jobs queued until then are started with the service. */
    private void ifStarted(Consumer<JobRunner> action) {
        JobRunner started = runner;
        if (started != null) {
            action.accept(started);
        }
    }

    /**
     * Creates a job, unless one with this id exists.
     *
     * <p>A job that failed or was cancelled starts again, as does one that is done but whose summary was removed. A queued
     * job without options takes those of the new request, and a queued job with the same options its priority.
     *
     * @param id see {@link JobId}
     * @param input a video that the job takes over, forced to the disk by the caller; it stays where it is if no job is
     *     created
     * @param output returns the place of the summary, given the folder of the job
     * @throws TooManyJobsException if the queue is full
     * @throws OutputException if the job cannot be written
     */
    public Submission submit(
            String id, Source source, JobRequest request, Optional<Path> input, UnaryOperator<Path> output) {
        AtomicBoolean isAdmitted = new AtomicBoolean();
        Submission submission;
        try {
            submission = registry.create(
                    id,
                    known -> {
                        if (known.isPresent() && input.isEmpty() && canTakeOptions(known.get(), request)) {
                            return known.map(job -> job.with(request));
                        }
                        if (known.isPresent() && !canStartAgain(known.get())) {
                            return Optional.empty();
                        }
                        limit.admit(id);
                        isAdmitted.set(true);
                        Instant now = Instant.now();
                        return Optional.of(known.map(job -> job.again(source, request, now))
                                .orElseGet(() -> Job.queued(id, source, request, output.apply(store.folder(id)), now)));
                    },
                    input);
        } finally {
            if (isAdmitted.get()) {
                limit.release(id);
            }
        }
        if (submission.isNew()) {
            store.forget(id);
            enqueue(submission.job());
        }
        return submission;
    }

    private static boolean canTakeOptions(Job known, JobRequest request) {
        return known.state() == JobState.QUEUED
                && !request.equals(JobRequest.DEFAULTS)
                && !request.equals(known.request())
                && (known.request().equals(JobRequest.DEFAULTS)
                        || known.request().withPriority(request.priority()).equals(request));
    }

    private static boolean canStartAgain(Job known) {
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
     * Checks whether the queue has room for another job.
     *
     * @throws TooManyJobsException if it is full
     */
    public void requireRoom() {
        limit.requireRoom();
    }

    /** Whether no job starts, until {@link #resumeQueue}. */
    public boolean isPaused() {
        return pause.isOn();
    }

    /**
     * Starts no more jobs; running ones continue. Stays so after a restart.
     *
     * @throws io.csta.OutputException if this cannot be recorded
     */
    public void pauseQueue() {
        pause.set(true);
        LOG.info("the queue is paused");
    }

    /**
     * Starts jobs again.
     *
     * @throws io.csta.OutputException if this cannot be recorded
     */
    public void resumeQueue() {
        pause.set(false);
        LOG.info("the queue is resumed");
        ifStarted(JobRunner::resumeQueue);
    }

    /**
     * Does not start a queued job until {@link #resume}, also after a restart. Jobs of the same video that are submitted
     * meanwhile do not resume it.
     *
     * @return the job; empty if it is not queued or does not exist
     * @throws OutputException if this cannot be written; then nothing is changed
     */
    public Optional<Job> pause(String id) {
        return setPaused(id, true, any -> {});
    }

    /**
     * Starts a paused job when it is its turn.
     *
     * @return the job; empty if it is not queued or does not exist
     * @throws OutputException if this cannot be written; then nothing is changed
     */
    public Optional<Job> resume(String id) {
        return setPaused(id, false, job -> ifStarted(started -> started.enqueue(job)));
    }

    private Optional<Job> setPaused(String id, boolean isPaused, Consumer<Job> changed) {
        registry.change(id, status -> status.state() == JobState.QUEUED ? status.paused(isPaused) : status)
                .ifPresent(job -> {
                    JobLog.paused(job);
                    changed.accept(job);
                });
        return registry.find(id).filter(job -> job.state() == JobState.QUEUED);
    }

    /** Whether the queue has room for another job. */
    public boolean hasRoom() {
        return limit.hasRoom();
    }

    /** One job. */
    public Optional<Job> find(String id) {
        return registry.find(id);
    }

    /** All jobs, in no particular order. */
    public Collection<Job> all() {
        return registry.all();
    }

    /** Whether a job with this id ended and was removed. */
    public boolean wasRemoved(String id) {
        return store.wasRemoved(id);
    }

    /** Where the video of a job is, unless its source keeps it. */
    public Path input(Job job) {
        return store.input(job);
    }

    /**
     * Deletes the video of a job that is done.
     *
     * @throws OutputException if it cannot be deleted
     */
    public void deleteInput(Job job) {
        try {
            Files.deleteIfExists(input(job));
        } catch (IOException e) {
            throw new OutputException("%s cannot be removed: %s".formatted(input(job), OutputFile.reason(e)), e);
        }
    }

    /** Records that another file was moved for a job. */
    public void keep(String id, KeptFile file) {
        registry.record(id, status -> status.and(List.of(file)));
    }

    /**
     * Calls a listener on every change of a job, on threads that must not be blocked.
     *
     * @return ends the subscription when closed
     */
    public AutoCloseable subscribe(String id, Consumer<Job> listener) {
        return registry.subscribe(id, listener);
    }

    /** Calls a listener whenever a job starts, ends, or is queued again, on threads that must not be blocked. */
    public void subscribeToStates(Consumer<Job> listener) {
        registry.subscribeToStates(listener);
    }

    /** Records the progress of a running job. */
    public void progress(String id, JobProgress progress) {
        registry.progress(id, progress);
    }

    /**
     * Cancels a job that is queued or running.
     *
     * @return the cancelled job; empty if it ended before or does not exist
     * @throws OutputException if this cannot be written; then the job continues
     */
    public Optional<Job> cancel(String id) {
        Optional<Job> stopped =
                registry.change(id, status -> status.state().isEnd() ? status : status.cancelled(Instant.now()));
        stopped.ifPresent(JobLog::cancelled);
        stopped.ifPresent(job -> ifStarted(started -> started.stop(job)));
        return stopped;
    }

    /**
     * Retries a failed or cancelled job.
     *
     * @return the queued job; empty if it cannot be retried or does not exist
     * @throws OutputException if this cannot be written; then nothing is changed
     */
    public Optional<Job> retry(String id) {
        Optional<Job> again = registry.change(
                id,
                status ->
                        (status.state() == JobState.FAILED || status.state() == JobState.CANCELLED) && status.settled()
                                ? status.again(Instant.now())
                                : status);
        again.ifPresent(this::enqueue);
        return again;
    }

    /**
     * Removes a job that has ended, with its folder. Summaries elsewhere stay.
     *
     * @return whether it was removed
     */
    public boolean remove(String id) {
        Optional<Job> removed = registry.remove(id);
        removed.ifPresent(JobLog::removed);
        return removed.isPresent();
    }

    /** The folder of all jobs. */
    public Path folder() {
        return store.folder();
    }

    /** The free disk space for jobs, in bytes. */
    public long freeSpace() throws IOException {
        return store.freeSpace();
    }
}
