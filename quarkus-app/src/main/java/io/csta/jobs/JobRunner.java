package io.csta.jobs;

import io.csta.CancelledException;
import io.csta.CstaException;
import io.csta.OutputException;
import io.csta.OutputFile;
import io.csta.config.ServiceConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes queued jobs one after the other, so many at a time, until they end; then tells their sources.
 *
 * <p>What fails for a time is tried again, each time twice as late. A job in the middle of which the process died waits
 * behind the others, and is given up after as many attempts as are configured: it may have been the one that killed it.
 */
final class JobRunner {

    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(10);
    private static final Duration FIRST_SETTLING_DELAY = Duration.ofSeconds(2);
    private static final Duration OTHER_VERSION = Duration.ofMillis(500);
    private static final int PATIENCE_SECONDS = 20;
    private static final int NAGGING_MILLIS = 100;

    private final ServiceConfig.Jobs config;
    private final JobRegistry book;
    private final JobWork work;
    private final ScheduledThreadPoolExecutor workers;
    private final ScheduledThreadPoolExecutor settlers;
    private final Set<String> atWork = ConcurrentHashMap.newKeySet();

    /** The summaries that are being made: two versions of a video have the same one, and must not be done at once. */
    private final Set<Path> outputs = ConcurrentHashMap.newKeySet();

    private volatile boolean stopping;

    JobRunner(ServiceConfig.Jobs config, JobRegistry book, JobWork work) {
        this.config = config;
        this.book = book;
        this.work = work;
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

    /** Goes on with what the last process left. */
    void resume(Job job) {
        if (job.state() == JobState.RUNNING) {
            book.change(job.id(), this::interrupted).ifPresent(this::resume);
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
        String message = "the service died in each of %d attempts: look into its log".formatted(status.attempts());
        return status.failed(new JobFailure("ProcessDied", message, false), now);
    }

    /** Has a queued job done when it is due. */
    void enqueue(Job job) {
        schedule(
                workers,
                () -> attempt(job.id()),
                Duration.between(Instant.now(), job.status().due()));
    }

    /** Stops a job that was just marked as cancelled. */
    void stop(Job job) {
        if (atWork.contains(job.id())) {
            nag(job);
        } else {
            settle(job.id(), Duration.ZERO);
        }
    }

    /** Work that has hardly begun may not hear the first call. What a retry begins is other work. */
    private void nag(Job job) {
        boolean isCancelled = book.find(job.id())
                .filter(now -> now.state() == JobState.CANCELLED)
                .isPresent();
        if (isCancelled && atWork.contains(job.id())) {
            work.cancel(job);
            schedule(settlers, () -> nag(job), Duration.ofMillis(NAGGING_MILLIS));
        }
    }

    private void attempt(String id) {
        Instant now = Instant.now();
        Optional<Path> output = book.find(id).map(Job::output);
        if (stopping || output.isEmpty() || !atWork.add(id)) {
            return;
        }
        if (!outputs.add(output.get())) {
            atWork.remove(id);
            schedule(workers, () -> attempt(id), OTHER_VERSION);
            return;
        }
        try {
            book.change(
                            id,
                            status -> status.state() == JobState.QUEUED
                                            && !status.due().isAfter(now)
                                    ? status.running(now)
                                    : status)
                    .ifPresent(this::attempt);
        } finally {
            outputs.remove(output.get());
            atWork.remove(id);
        }
        book.find(id).ifPresent(this::goOn);
    }

    /** One that is queued still is to be tried again later, or was looked at a moment before its time. */
    private void goOn(Job job) {
        if (job.state() == JobState.QUEUED) {
            enqueue(job);
        } else if (job.state().isEnd() && !job.status().settled()) {
            settle(job.id(), Duration.ZERO);
        }
    }

    private void attempt(Job job) {
        try {
            JobResult result = work.run(job);
            force(result);
            Optional<Job> done = book.change(
                    job.id(),
                    status -> status.state() == JobState.RUNNING ? status.done(result, Instant.now()) : status);
            if (done.isEmpty()) {
                discard(result);
            } else {
                LOG.info("job {} done: {}", job.id(), result.video());
            }
        } catch (RuntimeException | Error e) {
            failed(job, e);
        }
    }

    /** What is called done must be there after a loss of power. */
    private static void force(JobResult result) {
        try {
            Fsync.force(result.video());
            Fsync.force(result.json());
            Fsync.forceFolder(
                    Objects.requireNonNull(result.video().toAbsolutePath().getParent()));
        } catch (IOException e) {
            throw new OutputException(
                    "%s cannot be written to the disk: %s".formatted(result.video(), OutputFile.reason(e)), e);
        }
    }

    /** A summary that was ready when its job had just been cancelled. */
    private static void discard(JobResult result) {
        for (Path file : List.of(result.video(), result.json())) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                LOG.warn("{} is of a cancelled job and cannot be removed: {}", file, e.getMessage());
            }
        }
    }

    private void failed(Job job, Throwable e) {
        boolean isOutage = isOutage(e);
        Instant now = Instant.now();
        book.change(job.id(), status -> {
                    if (status.state() != JobState.RUNNING) {
                        return status;
                    }
                    if (stopping || e instanceof CancelledException) {
                        return status.putBack(now);
                    }
                    JobFailure failure = failure(job, e);
                    if (isOutage) {
                        return status.held(failure, now.plus(config.retryDelay()));
                    }
                    return failure.temporary() && status.attempts() < config.attempts()
                            ? status.postponed(failure, now.plus(delay(config.retryDelay(), status.attempts())))
                            : status.failed(failure, now);
                })
                .ifPresent(after -> {
                    if (isOutage) {
                        LOG.debug("job {} waits", after.id(), e);
                    } else {
                        report(after, e);
                    }
                });
    }

    private boolean isOutage(Throwable e) {
        return !stopping && e instanceof RuntimeException exception && work.isOutage(exception);
    }

    private static void report(Job after, Throwable e) {
        String what = after.status().failure().map(JobFailure::message).orElse("it was interrupted");
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

    private JobFailure failure(Job job, Throwable e) {
        String message = e instanceof CstaException && e.getMessage() != null
                ? PublicText.of(e.getMessage(), job, work.place(job))
                : "this should not happen (%s); the log of the service tells more"
                        .formatted(e.getClass().getSimpleName());
        boolean temporary = e instanceof OutOfMemoryError // which may have been another one's fault
                || (e instanceof RuntimeException exception && work.isTemporary(exception));
        return new JobFailure(e.getClass().getSimpleName(), message.replaceAll("\\R+", " "), temporary);
    }

    private void settle(String id, Duration delay) {
        schedule(settlers, () -> trySettling(id, delay), delay);
    }

    private void trySettling(String id, Duration delay) {
        Optional<Job> ended =
                book.find(id).filter(job -> job.state().isEnd() && !job.status().settled());
        if (ended.isEmpty() || stopping) {
            return;
        }
        try {
            book.saveIfNeeded(id);
            work.settle(ended.get());
            book.change(id, status -> status.state().isEnd() ? status.settledNow() : status);
        } catch (RuntimeException e) {
            if (isOutage(e)) {
                LOG.debug("the source of job {} is away", id, e);
                settle(id, config.retryDelay());
            } else {
                LOG.warn("job {} has ended, but its source cannot be told yet: {}", id, e.getMessage());
                settle(id, delay.isZero() ? FIRST_SETTLING_DELAY : delay(delay, 2));
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
            LOG.debug("left for the next start", e);
        }
    }

    /** Does something now and then, as long as this runs. */
    void repeat(Runnable task, Duration period) {
        var unused = settlers.scheduleWithFixedDelay(() -> logged(task), 0, period.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Nobody looks at what a pool makes of its failures. */
    private static void logged(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("a step of a job failed", e);
        }
    }

    /** Stops what is at work and leaves it for the next start. */
    void shutdown() {
        stopping = true;
        settlers.shutdown();
        workers.shutdown();
        Instant end = Instant.now().plusSeconds(PATIENCE_SECONDS);
        try {
            do {
                atWork.forEach(id -> book.find(id).ifPresent(work::cancel));
            } while (!workers.awaitTermination(NAGGING_MILLIS, TimeUnit.MILLISECONDS)
                    && Instant.now().isBefore(end));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
