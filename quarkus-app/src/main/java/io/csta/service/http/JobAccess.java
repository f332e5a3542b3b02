package io.csta.service.http;

import io.csta.service.jobs.Job;
import io.csta.service.jobs.JobId;
import io.csta.service.jobs.Jobs;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds jobs by their ids from clients, and waits for their changes. */
@ApplicationScoped
class JobAccess {

    private static final Logger LOG = LoggerFactory.getLogger(JobAccess.class);

    private final Jobs jobs;
    private final PendingRequests waiting;

    @Inject
    JobAccess(Jobs jobs, PendingRequests waiting) {
        this.jobs = jobs;
        this.waiting = waiting;
    }

    /**
     * Finds a job.
     *
     * @param id untrusted
     * @throws ProblemException 404 if it never existed, 410 if it was removed
     */
    Job find(String id) {
        if (!JobId.isOne(id)) {
            throw ProblemException.of(ProblemType.NOT_FOUND, "no such job; an id has 32 hexadecimal digits");
        }
        return jobs.find(id)
                .orElseThrow(() -> jobs.wasRemoved(id)
                        ? ProblemException.of(ProblemType.GONE, "this job ended and was removed")
                        : ProblemException.of(ProblemType.NOT_FOUND, "no such job"));
    }

    /**
     * Waits for a job without blocking a thread.
     *
     * @return the job once the condition holds, or when the time is over or the service stops
     */
    CompletableFuture<Job> await(Job job, Predicate<Job> condition, Duration atMost) {
        CompletableFuture<Job> end = new CompletableFuture<>();
        AutoCloseable subscription = subscribe(job, now -> {
            if (condition.test(now)) {
                end.completeAsync(() -> now); // the notifying thread must not run the continuation
            }
        });
        PendingRequests.Wait wait = waiting.begin(() -> end.completeAsync(() -> job));
        jobs.find(job.id()).filter(condition).ifPresent(end::complete);
        return end.completeOnTimeout(job, atMost.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((any, failure) -> {
                    close(subscription);
                    wait.close();
                })
                .thenApply(last -> jobs.find(job.id()).orElse(last));
    }

    /** Calls a listener, which must not block, on every change of a job. */
    AutoCloseable subscribe(Job job, Consumer<Job> listener) {
        return jobs.subscribe(job.id(), listener);
    }

    /** Ends a subscription. */
    static void close(AutoCloseable subscription) {
        try {
            subscription.close();
        } catch (Exception e) {
            LOG.warn("cannot remove a listener", e);
        }
    }
}
