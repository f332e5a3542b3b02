package io.csta.service.jobs;

import io.csta.CancelledException;
import io.csta.CstaException;
import io.csta.OutputException;
import io.csta.OutputFile;
import io.csta.service.config.ServiceConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs queued jobs, {@code csta.jobs.concurrent} at a time, until they end, and then notifies their sources.
 *
 * <p>Temporary failures are retried, each time after twice the delay. A job that was running when the process died waits
 * behind the others, and fails after {@code csta.jobs.attempts} attempts: it may have caused the crash.
 */
final class JobRunner {

    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(10);
    private static final Duration FIRST_SETTLING_DELAY = Duration.ofSeconds(2);
    private static final Duration OTHER_VERSION = Duration.ofMillis(500);
    private static final int SHUTDOWN_SECONDS = 20;

    private final ServiceConfig.Jobs config;
    private final JobRegistry registry;
    private final ScheduledThreadPoolExecutor workers;
    private final ScheduledThreadPoolExecutor settlers;

    /** The running attempts, by job. */
    private final Map<String, Attempt> attempts = new ConcurrentHashMap<>();

    /** The summaries being created: two versions of a video have the same one, and must not run at once. */
    private final Set<Path> outputs = ConcurrentHashMap.newKeySet();

    private volatile boolean stopping;
    private volatile @Nullable JobWork work;

    private record Attempt(Instant started, Cancellation cancellation) {}

    /** Creates a runner. Queued jobs wait until {@link #start}. */
    JobRunner(ServiceConfig.Jobs config, JobRegistry registry) {
        this.config = config;
        this.registry = registry;
        workers = pool(config.concurrent(), "csta-job-");
        settlers = pool(1, "csta-settling-");
    }

    private static ScheduledThreadPoolExecutor pool(int size, String name) {
        AtomicInteger count = new AtomicInteger();
        ScheduledThreadPoolExecutor pool =
                new ScheduledThreadPoolExecutor(size, task -> new Thread(task, name + count.incrementAndGet()));
        pool.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return pool;
    }

    /** Starts to run jobs. */
    void start(JobWork task) {
        work = task;
    }

    /** Continues a job of the previous run. */
    void resume(Job job) {
        if (job.state() == JobState.RUNNING) {
            registry.change(job.id(), this::interrupted).ifPresent(this::resume);
        } else if (job.state() == JobState.QUEUED) {
            enqueue(job);
        } else if (!job.status().settled()) {
            settle(job.id(), Duration.ZERO);
        }
    }

    private JobStatus interrupted(JobStatus status) {
        Instant now = Instant.now();
        if (status.attempts() < config.attempts()) {
            return status.resumed(now);
        }
        String message = "the service crashed in each of %d attempts; check its log".formatted(status.attempts());
        return status.failed(new JobFailure("ProcessDied", message, false), now);
    }

    /** Runs a queued job when it is due, but not before the start. */
    void enqueue(Job job) {
        schedule(
                workers,
                () -> attempt(job.id()),
                Duration.between(Instant.now(), job.status().due()));
    }

    /** Stops a job that was just marked as cancelled. An attempt of a later retry continues. */
    void stop(Job job) {
        Attempt attempt = attempts.get(job.id());
        if (attempt != null && job.status().started().equals(Optional.of(attempt.started()))) {
            attempt.cancellation().cancel();
        } else {
            settle(job.id(), Duration.ZERO);
        }
    }

    private void attempt(String id) {
        Attempt attempt = new Attempt(Instant.now(), new Cancellation());
        JobWork task = work;
        Optional<Path> output = registry.find(id).map(Job::output);
        if (task == null || output.isEmpty() || attempts.putIfAbsent(id, attempt) != null) {
            return;
        }
        if (stopping || !outputs.add(output.get())) {
            attempts.remove(id);
            schedule(workers, () -> attempt(id), OTHER_VERSION);
            return;
        }
        try {
            registry.change(
                            id,
                            status -> status.state() == JobState.QUEUED
                                            && !status.due().isAfter(attempt.started())
                                    ? status.running(attempt.started())
                                    : status)
                    .ifPresent(job -> attempt(task, job, attempt.cancellation()));
        } finally {
            outputs.remove(output.get());
            attempts.remove(id);
        }
        registry.find(id).ifPresent(this::afterAttempt);
    }

    /** A job that is still queued is attempted again later, or was taken a moment too early. */
    private void afterAttempt(Job job) {
        if (job.state() == JobState.QUEUED) {
            enqueue(job);
        } else if (job.state().isEnd() && !job.status().settled()) {
            settle(job.id(), Duration.ZERO);
        }
    }

    private void attempt(JobWork task, Job job, Cancellation cancellation) {
        try {
            JobResult result = task.run(job, cancellation);
            force(result);
            Optional<Job> done = registry.change(
                    job.id(),
                    status -> status.state() == JobState.RUNNING ? status.done(result, Instant.now()) : status);
            if (done.isEmpty()) {
                discard(result);
            } else {
                LOG.info("job {} done: {}", job.id(), result.video());
            }
        } catch (RuntimeException | Error e) {
            failed(task, job, e);
        }
    }

    /** Ensures that the summary of a job that is done survives a loss of power. */
    private static void force(JobResult result) {
        try {
            Fsync.force(result.video());
            Fsync.force(result.json());
            Fsync.forceFolder(
                    Objects.requireNonNull(result.video().toAbsolutePath().getParent()));
        } catch (IOException e) {
            throw new OutputException(
                    "%s cannot be forced to the disk: %s".formatted(result.video(), OutputFile.reason(e)), e);
        }
    }

    /** Removes a summary that was completed just after its job was cancelled. */
    private static void discard(JobResult result) {
        for (Path file : List.of(result.video(), result.json())) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                LOG.warn("{}, from a cancelled job, cannot be removed: {}", file, OutputFile.reason(e));
            }
        }
    }

    private void failed(JobWork task, Job job, Throwable e) {
        boolean isOutage = isOutage(task, job, e);
        Instant now = Instant.now();
        registry.change(job.id(), status -> {
                    if (status.state() != JobState.RUNNING) {
                        return status;
                    }
                    if (stopping || e instanceof CancelledException) {
                        return status.putBack(now);
                    }
                    JobFailure failure = failure(task, job, e);
                    if (isOutage) {
                        return status.held(failure, now.plus(config.retryDelay()));
                    }
                    return failure.temporary() && status.attempts() < config.attempts()
                            ? status.postponed(failure, now.plus(delay(config.retryDelay(), status.attempts())))
                            : status.failed(failure, now);
                })
                .ifPresent(after -> {
                    if (isOutage) {
                        LOG.debug("job {} waits for its source", after.id(), e);
                    } else {
                        report(after, e);
                    }
                });
    }

    private boolean isOutage(JobWork task, Job job, Throwable e) {
        return !stopping && e instanceof RuntimeException exception && task.isOutage(job, exception);
    }

    private static void report(Job after, Throwable e) {
        String what = after.status().failure().map(JobFailure::message).orElse("interrupted");
        if (after.state() == JobState.QUEUED) {
            LOG.info(
                    "job {}: {}; next attempt at {}",
                    after.id(),
                    what,
                    after.status().due());
        } else if (e instanceof CstaException) {
            LOG.warn("job {} failed: {}", after.id(), e.getMessage());
        } else {
            LOG.error("job {} failed: {}", after.id(), what, e);
        }
    }

    private static JobFailure failure(JobWork task, Job job, Throwable e) {
        String message = e instanceof CstaException && e.getMessage() != null
                ? PublicText.of(e.getMessage(), job, task.place(job))
                : "internal error (%s); see the log of the service"
                        .formatted(e.getClass().getSimpleName());
        boolean temporary = e instanceof OutOfMemoryError // which another job may have caused
                || (e instanceof RuntimeException exception && task.isTemporary(job, exception));
        return new JobFailure(e.getClass().getSimpleName(), message.replaceAll("\\R+", " "), temporary);
    }

    private void settle(String id, Duration delay) {
        schedule(settlers, () -> trySettling(id, delay), delay);
    }

    private void trySettling(String id, Duration delay) {
        Optional<Job> ended = registry.find(id)
                .filter(job -> job.state().isEnd() && !job.status().settled());
        JobWork task = work;
        if (task == null || ended.isEmpty() || stopping) {
            return;
        }
        try {
            registry.saveIfNeeded(id);
            task.settle(ended.get());
            registry.change(id, status -> status.state().isEnd() ? status.settledNow() : status);
        } catch (RuntimeException e) {
            if (isOutage(task, ended.get(), e)) {
                LOG.debug("the source of job {} is unavailable", id, e);
                settle(id, config.retryDelay());
            } else {
                Duration next = delay.isZero() ? FIRST_SETTLING_DELAY : delay(delay, 2);
                LOG.warn(
                        "job {} is {}, but its result could not be delivered: {}; retrying in {} s",
                        id,
                        ended.get().state().word(),
                        e.getMessage(),
                        next.toSeconds());
                settle(id, next);
            }
        }
    }

    private static Duration delay(Duration first, int attempt) {
        Duration delay = first.multipliedBy(1L << Math.min(attempt - 1, 20));
        return delay.compareTo(LONGEST_DELAY) < 0 ? delay : LONGEST_DELAY;
    }

    private static void schedule(ScheduledThreadPoolExecutor pool, Runnable task, Duration delay) {
        try {
            var unused = pool.schedule(() -> logged(task), Math.max(0, delay.toMillis()), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("left for the next run", e);
        }
    }

    /** Repeats a task until the shutdown. */
    void repeat(Runnable task, Duration period) {
        var unused = settlers.scheduleWithFixedDelay(() -> logged(task), 0, period.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Logs failures, which the pool would swallow. */
    private static void logged(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("a step of a job failed", e);
        }
    }

    /** Cancels all attempts and waits for their end. The next run continues the jobs. */
    void shutdown() {
        stopping = true;
        settlers.shutdown();
        workers.shutdown();
        attempts.values().forEach(attempt -> attempt.cancellation().cancel());
        try {
            if (!workers.awaitTermination(SHUTDOWN_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("jobs are still running after {} s", SHUTDOWN_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
