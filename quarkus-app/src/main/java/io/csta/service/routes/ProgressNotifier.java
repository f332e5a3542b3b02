package io.csta.service.routes;

import io.csta.camel.CstaProgressEvent;
import io.csta.service.jobs.Job;
import io.csta.service.jobs.JobProgress;
import io.csta.service.jobs.Jobs;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;

/**
 * Records the progress that {@code csta:summarize} reports for the exchange of a job. Camel finds it in its registry; Quarkus
 * would remove it, because no other bean uses it.
 */
@Unremovable
@ApplicationScoped
public class ProgressNotifier extends EventNotifierSupport {

    private final Jobs jobs;

    @Inject
    ProgressNotifier(Jobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public boolean isEnabled(CamelEvent event) {
        return event instanceof CstaProgressEvent;
    }

    @Override
    public void notify(CamelEvent event) {
        if (event instanceof CstaProgressEvent progress) {
            Job job = progress.getExchange().getProperty(CamelSummarizer.JOB, Job.class);
            if (job != null) {
                jobs.progress(job.id(), JobProgress.of(progress.getProgress()));
            }
        }
    }
}
