package io.csta.service.http;

import io.csta.service.jobs.Job;
import io.csta.service.jobs.JobId;
import io.csta.service.jobs.Jobs;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds jobs that clients name, and waits for what becomes of them. */
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
     * A job.
     *
     * @param id untrusted
     * @throws ProblemException 404 if there was never one, 410 if it was removed
     */
    Job find(String id) {
        if (!JobId.isOne(id)) {
            throw ProblemException.of(Status.NOT_FOUND, "there is no such job: an id is 32 hexadecimal digits");
        }
        return jobs.find(id)
                .orElseThrow(() -> jobs.wasRemoved(id)
                        ? ProblemException.of(Status.GONE, "this job has ended and was removed since")
                        : ProblemException.of(Status.NOT_FOUND, "there is no job of this id"));
    }

    /**
     * Waits for a job without holding up a thread.
     *
     * @return the job when it is as wanted; as it then is when the time is over, or the service stops
     */
    CompletableFuture<Job> await(Job job, Predicate<Job> wanted, Duration atMost) {
        CompletableFuture<Job> end = new CompletableFuture<>();
        AutoCloseable subscription = subscribe(job, now -> {
            if (wanted.test(now)) {
                end.completeAsync(() -> now); // whoever tells must not do what comes then
            }
        });
        PendingRequests.Wait wait = waiting.begin(() -> end.completeAsync(() -> job));
        jobs.find(job.id()).filter(wanted).ifPresent(end::complete);
        return end.completeOnTimeout(job, atMost.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((any, failure) -> {
                    close(subscription);
                    wait.close();
                })
                .thenApply(last -> jobs.find(job.id()).orElse(last));
    }

    /** Tells about every change of a job, from now on; the listener must return at once. */
    AutoCloseable subscribe(Job job, Consumer<Job> listener) {
        return jobs.subscribe(job.id(), listener);
    }

    /** Ends a subscription. */
    static void close(AutoCloseable subscription) {
        try {
            subscription.close();
        } catch (Exception e) {
            LOG.warn("a listener cannot be removed", e);
        }
    }
}
