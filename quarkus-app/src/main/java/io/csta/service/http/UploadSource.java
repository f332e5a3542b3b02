package io.csta.service.http;

import io.csta.FileNames;
import io.csta.service.jobs.Cancellation;
import io.csta.service.jobs.Job;
import io.csta.service.jobs.JobOutput;
import io.csta.service.jobs.JobResult;
import io.csta.service.jobs.JobState;
import io.csta.service.jobs.Jobs;
import io.csta.service.jobs.KeptFile;
import io.csta.service.jobs.Source;
import io.csta.service.jobs.VideoSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;

/** Uploaded videos, which are in the folders of their jobs. Their summaries stay there. */
@ApplicationScoped
public class UploadSource implements VideoSource {

    private final Jobs jobs;

    @Inject
    UploadSource(Jobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public String kind() {
        return Source.Upload.KIND;
    }

    @Override
    public Path place(Job job) {
        return jobs.input(job);
    }

    @Override
    public Path input(Job job, Cancellation cancellation) {
        return jobs.input(job);
    }

    @Override
    public JobResult deliver(Job job, Cancellation cancellation) {
        String name = job.source().name();
        return JobOutput.rename(job, name, FileNames.summary(name));
    }

    @Override
    public List<KeptFile> release(Job job) {
        if (job.state() == JobState.DONE) {
            jobs.deleteInput(job);
        }
        return List.of();
    }
}
