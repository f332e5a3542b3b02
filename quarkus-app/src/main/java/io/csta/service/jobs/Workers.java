package io.csta.service.jobs;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Threads that run tasks when they are due. Tasks not yet due at shutdown are left for the next run. */
final class Workers {

    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);

    private final ScheduledThreadPoolExecutor pool;

    Workers(int count, String name) {
        AtomicInteger created = new AtomicInteger();
        pool = new ScheduledThreadPoolExecutor(count, task -> new Thread(task, name + created.incrementAndGet()));
        pool.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    void schedule(Runnable task, Duration delay) {
        try {
            var unused = pool.schedule(() -> logged(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("task not scheduled during shutdown; the next start runs it", e);
        }
    }

    /** Repeats a task until the shutdown. */
    void repeat(Runnable task, Duration period) {
        var unused = pool.scheduleWithFixedDelay(() -> logged(task), 0, period.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Logs failures, which the pool would swallow. */
    private static void logged(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("a task of the job queue failed unexpectedly; see the stack trace", e);
        }
    }

    void shutdown() {
        pool.shutdown();
    }

    boolean isShutdown() {
        return pool.isShutdown();
    }

    /** Waits for the tasks that were running at the shutdown. */
    void await(Duration atMost) {
        try {
            if (!pool.awaitTermination(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn(
                        "jobs are still running {} s after shutdown began; they continue at the next start",
                        atMost.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
