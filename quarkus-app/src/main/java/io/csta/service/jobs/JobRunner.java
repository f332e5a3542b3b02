package io.csta.service.jobs;

import io.csta.Backoff;
import io.csta.CancelledException;
import io.csta.CstaException;
import io.csta.OutputFile;
import io.csta.service.config.Hours;
import io.csta.service.config.ServiceConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs queued jobs, {@code csta.jobs.concurrent} at a time and each in one thread, until they end. Jobs with a higher priority
 * start first; of several with the same one, that which is due first. No job starts while the queue is paused, or outside of
 * {@code csta.jobs.hours}.
 *
 * <p>Temporary failures are retried, each time after twice the delay. A job that was running when the process died waits
 * behind the others, and fails after {@code csta.jobs.attempts} attempts: it may have caused the crash.
 */
final class JobRunner {

    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(10);

    /** While no job may start, the time is checked this often, because clocks are changed and machines sleep. */
    private static final Duration CLOCK_CHECK = Duration.ofMinutes(1);

    private static final Duration OTHER_VERSION = Duration.ofMillis(500);

    /** Progress without news is repeated twice as often as clients may expect it. */
    private static final Duration SILENCE = Duration.ofMillis(500);

    private static final Duration SHUTDOWN = Duration.ofSeconds(20);

    private static final Comparator<Job> MOST_URGENT_FIRST = Comparator.comparing(
                    (Job job) -> job.request().priority())
            .reversed()
            .thenComparing(job -> job.status().due())
            .thenComparing(Job::created)
            .thenComparing(Job::id);

    private final ServiceConfig.Jobs config;
    private final JobRegistry registry;
    private final JobPipeline pipeline;
    private final JobSettler settler;
    private final QueuePause pause;
    private final Optional<Hours> hours;
    private final Workers workers;
    private final Workers heartbeat = new Workers(1, "csta-progress-");

    /** The running attempts, by summary: two versions of a video have the same one, and must not run at once. */
    private final Map<Path, Attempt> attempts = new ConcurrentHashMap<>();

    private record Attempt(String job, Instant started, Cancellation cancellation) {

        boolean isOf(Job other) {
            return job.equals(other.id()) && other.status().started().equals(Optional.of(started));
        }
    }

    JobRunner(
            ServiceConfig.Jobs config,
            JobRegistry registry,
            JobPipeline pipeline,
            JobSettler settler,
            QueuePause pause) {
        this.pause = pause;
        hours = config.hours().map(Hours::parse);
        this.config = config;
        this.registry = registry;
        this.pipeline = pipeline;
        this.settler = settler;
        workers = new Workers(config.concurrent(), "csta-job-");
        heartbeat.repeat(() -> registry.repeatProgress(SILENCE), SILENCE);
    }

    /** Continues a job of the previous run. */
    void resume(Job job) {
        if (job.state() == JobState.RUNNING) {
            registry.record(job.id(), this::interrupted).ifPresent(after -> {
                if (after.state() == JobState.FAILED) {
                    JobLog.failed(after, new CstaException("the service crashed"), true);
                }
                proceed(after);
            });
        } else {
            proceed(job);
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

    private void proceed(Job job) {
        if (job.state() == JobState.QUEUED) {
            enqueue(job);
        } else {
            settler.settle(job.id());
        }
    }

    /** Runs a queued job when it is due, or another one that is more urgent then. */
    void enqueue(Job job) {
        workers.schedule(
                this::attemptNext, Duration.between(Instant.now(), job.status().due()));
    }

    /** Starts the jobs that were due while the queue was paused. */
    void resumeQueue() {
        waiting().forEach(this::enqueue);
    }

    /** Stops a job that was just marked as cancelled. An attempt of a later retry continues. */
    void stop(Job job) {
        Attempt attempt = attempts.get(job.output());
        if (attempt != null && attempt.isOf(job)) {
            attempt.cancellation().cancel();
        } else {
            settler.settle(job.id());
        }
    }

    /**
     * Attempts the most urgent job. At least as many calls of this method are scheduled as there are queued jobs that are
     * not paused, so none is forgotten: a call ends without a successor only if it started a job, or if no such job exists.
     */
    private void attemptNext() {
        if (pause.isOn()) {
            return; // resumeQueue calls again
        }
        Duration closed = untilOpen();
        if (!closed.isZero()) {
            workers.schedule(this::attemptNext, closed.compareTo(CLOCK_CHECK) < 0 ? closed : CLOCK_CHECK);
            return;
        }
        List<Job> waiting = waiting().toList();
        Instant now = Instant.now();
        List<Job> due = waiting.stream()
                .filter(job -> job.status().isDue(now))
                .sorted(MOST_URGENT_FIRST)
                .toList();
        Optional<Job> next =
                due.stream().filter(job -> !attempts.containsKey(job.output())).findFirst();
        if (next.isPresent()) {
            Job job = next.get();
            JobLog.about(job, () -> attemptIfDue(job));
        } else if (!due.isEmpty()) {
            workers.schedule(this::attemptNext, OTHER_VERSION); // other versions of their videos are running
        } else { // this call came early, or for a job that another call has started
            waiting.stream()
                    .map(job -> job.status().due())
                    .min(Comparator.naturalOrder())
                    .ifPresent(earliest -> workers.schedule(this::attemptNext, Duration.between(now, earliest)));
        }
    }

    private Duration untilOpen() {
        return hours.map(open -> open.until(LocalTime.now(ZoneId.systemDefault())))
                .orElse(Duration.ZERO);
    }

    private Stream<Job> waiting() {
        return registry.all().stream().filter(job -> job.status().isWaiting());
    }

    private void attemptIfDue(Job queued) {
        Attempt attempt = new Attempt(queued.id(), Instant.now(), new Cancellation());
        Attempt other = attempts.putIfAbsent(queued.output(), attempt);
        if (other != null) { // taken by another thread just now
            workers.schedule(this::attemptNext, OTHER_VERSION);
            return;
        }
        boolean hasRun;
        try {
            Optional<Job> running = registry.record(
                    queued.id(), status -> isDue(status, attempt) ? status.running(attempt.started()) : status);
            hasRun = running.isPresent();
            running.ifPresent(job -> run(job, attempt.cancellation()));
        } finally {
            attempts.remove(queued.output());
        }
        if (hasRun) {
            registry.find(queued.id()).ifPresent(this::proceed); // it ended, or is attempted again
        } else { // another thread has started, paused or cancelled it just now
            workers.schedule(this::attemptNext, Duration.ZERO);
        }
    }

    private boolean isDue(JobStatus status, Attempt attempt) {
        return status.isDue(attempt.started()) && !pause.isOn() && !workers.isShutdown();
    }

    private void run(Job job, Cancellation cancellation) {
        JobLog.started(job);
        try {
            JobResult result = pipeline.run(job, cancellation);
            Optional<Job> done = registry.record(
                    job.id(),
                    status -> status.state() == JobState.RUNNING ? status.done(result, Instant.now()) : status);
            if (done.isEmpty()) {
                discard(result);
            } else {
                JobLog.done(done.get(), result);
            }
        } catch (RuntimeException | Error e) {
            failed(job, cancellation, e);
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

    private void failed(Job job, Cancellation cancellation, Throwable e) {
        boolean isOutage = !cancellation.isCancelled() && pipeline.isOutage(job, e);
        Instant now = Instant.now();
        registry.record(job.id(), status -> {
                    if (status.state() != JobState.RUNNING) {
                        return status;
                    }
                    if (cancellation.isCancelled() || e instanceof CancelledException) { // by the shutdown
                        return status.putBack(now);
                    }
                    JobFailure failure = pipeline.describe(job, e);
                    if (isOutage) {
                        return status.held(failure, now.plus(config.retryDelay()));
                    }
                    return failure.temporary() && status.attempts() < config.attempts()
                            ? status.postponed(
                                    failure,
                                    now.plus(new Backoff(config.retryDelay(), LONGEST_DELAY).after(status.attempts())))
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

    private static void report(Job after, Throwable e) {
        if (after.state() == JobState.QUEUED) {
            JobLog.postponed(
                    after, after.status().failure().map(JobFailure::message).orElse("interrupted"));
        } else {
            JobLog.failed(after, e, e instanceof CstaException);
        }
    }

    /** Cancels all attempts and waits for their end. The next run continues the jobs. */
    void shutdown() {
        settler.shutdown();
        heartbeat.shutdown();
        workers.shutdown();
        attempts.values().forEach(attempt -> attempt.cancellation().cancel());
        workers.await(SHUTDOWN);
    }
}
