package io.csta.routes;

import io.csta.camel.CstaProgressEvent;
import io.csta.jobs.Job;
import io.csta.jobs.JobProgress;
import io.csta.jobs.Jobs;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;

/** Notes on the job what {@code csta:summarize} tells about its exchange. */
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
            Job job = progress.getExchange().getProperty(CamelWork.JOB, Job.class);
            if (job != null) {
                jobs.progress(job.id(), JobProgress.of(progress.getProgress()));
            }
        }
    }
}
