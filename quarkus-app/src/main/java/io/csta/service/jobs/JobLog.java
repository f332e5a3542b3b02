package io.csta.service.jobs;

import io.csta.FileNames;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The log of jobs: one line for each event, with the names by which their owners know videos and summaries. Every line that
 * is logged while a thread works on a job has its id as the MDC value {@value #ID}.
 */
public final class JobLog {

    static final String ID = "job";

    private static final Logger LOG = LoggerFactory.getLogger(JobLog.class);
    private static final double MILLIS = 1e3;

    private JobLog() {}

    /** Runs a step of a job. */
    static void about(Job job, Runnable step) {
        String before = MDC.get(ID);
        MDC.put(ID, job.id());
        try {
            step.run();
        } finally {
            if (before == null) {
                MDC.remove(ID);
            } else {
                MDC.put(ID, before);
            }
        }
    }

    static void queued(Job job) {
        info(
                job,
                "queued: %s from %s, %d bytes"
                        .formatted(video(job), job.source().kind(), job.source().size()));
    }

    static void started(Job job) {
        info(job, "started: %s, attempt %d".formatted(video(job), job.status().attempts()));
    }

    static void done(Job job, JobResult result) {
        info(
                job,
                String.format(
                        Locale.ROOT,
                        "done: %s, summary %s, %.1f s (%.1f %% of the video), took %.1f s",
                        video(job),
                        FileNames.shown(result.publicName()),
                        result.duration(),
                        100 * result.ratio(),
                        seconds(job.status().started(), job.status().ended())));
    }

    private static double seconds(Optional<Instant> from, Optional<Instant> to) {
        return from.flatMap(start -> to.map(end -> Duration.between(start, end).toMillis() / MILLIS))
                .orElse(0.0);
    }

    static void cancelled(Job job) {
        info(job, "cancelled: %s".formatted(video(job)));
    }

    /** A queued job was paused or resumed. */
    static void paused(Job job) {
        info(job, "%s: %s".formatted(job.status().paused() ? "paused" : "resumed", video(job)));
    }

    /** An attempt failed, and another one follows. */
    static void postponed(Job job, String reason) {
        info(
                job,
                "postponed: %s; next attempt at %s"
                        .formatted(reason, job.status().due().truncatedTo(ChronoUnit.SECONDS)));
    }

    /** The job failed. The trace of an error that is not understood is logged too. */
    static void failed(Job job, Throwable e, boolean isUnderstood) {
        String reason = job.status().failure().map(JobFailure::message).orElse("interrupted");
        about(job, () -> {
            if (isUnderstood) {
                LOG.warn("job {} failed: {}", job.id(), reason);
                LOG.debug("job {} failed", job.id(), e);
            } else {
                LOG.error("job {} failed: {}", job.id(), reason, e);
            }
        });
    }

    /** The video of a job was moved. */
    public static void moved(Job job, String target) {
        info(job, "moved: %s to %s".formatted(video(job), FileNames.shown(target)));
    }

    /** A file of a job was removed, because it is not kept any longer. */
    public static void expired(Job job, String file) {
        info(job, "expired: %s was removed".formatted(FileNames.shown(file)));
    }

    /** A job was removed on request. */
    static void removed(Job job) {
        info(job, "removed: %s".formatted(video(job)));
    }

    /** A file of a job was uploaded. */
    public static void uploaded(Job job, String key) {
        info(job, "uploaded: %s".formatted(FileNames.shown(key)));
    }

    private static String video(Job job) {
        return FileNames.shown(job.source().publicName());
    }

    private static void info(Job job, String event) {
        about(job, () -> LOG.info("job {} {}", job.id(), event));
    }
}
