package io.csta.service.jobs;

import io.csta.Backoff;
import io.csta.service.config.ServiceConfig;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Settles jobs that ended, and retries until settling succeeds. A slow source delays no running job. */
final class JobSettler {

    private static final Logger LOG = LoggerFactory.getLogger(JobSettler.class);
    private static final Backoff PAUSES = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(10));

    private final Duration outageDelay;
    private final JobRegistry registry;
    private final JobPipeline pipeline;
    private final Workers worker = new Workers(1, "csta-settling-");

    JobSettler(ServiceConfig.Jobs config, JobRegistry registry, JobPipeline pipeline) {
        outageDelay = config.retryDelay();
        this.registry = registry;
        this.pipeline = pipeline;
    }

    /** Settles a job soon, if it ended and is not settled. */
    void settle(String id) {
        schedule(id, 1, Duration.ZERO);
    }

    private void schedule(String id, int attempt, Duration delay) {
        worker.schedule(
                () -> registry.find(id)
                        .filter(JobSettler::isUnsettled)
                        .ifPresent(job -> JobLog.about(job, () -> settle(job, attempt))),
                delay);
    }

    private static boolean isUnsettled(Job job) {
        return job.state().isEnd() && !job.status().settled();
    }

    private void settle(Job job, int attempt) {
        try {
            registry.saveIfNeeded(job.id());
            List<KeptFile> files = pipeline.release(job);
            registry.record(job.id(), status -> status.state().isEnd() ? status.and(files) : status);
            pipeline.announceEnd(job);
            registry.record(job.id(), status -> status.state().isEnd() ? status.settledNow() : status);
        } catch (RuntimeException e) {
            if (worker.isShutdown()) {
                LOG.debug("job {} is settled in the next run", job.id(), e);
            } else if (pipeline.isOutage(job, e)) {
                LOG.debug("the source of job {} is unavailable", job.id(), e);
                schedule(job.id(), attempt, outageDelay);
            } else {
                Duration delay = PAUSES.after(attempt);
                LOG.warn(
                        "job {} is {}, but its result could not be delivered: {}; retrying in {} s",
                        job.id(),
                        job.state().word(),
                        e.getMessage(),
                        delay.toSeconds());
                schedule(job.id(), attempt + 1, delay);
            }
        }
    }

    /** Repeats a task until the shutdown. */
    void repeat(Runnable task, Duration period) {
        worker.repeat(task, period);
    }

    void shutdown() {
        worker.shutdown();
    }
}
