package io.csta.service.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.csta.CstaException;
import io.csta.FileNames;
import io.csta.service.folder.WatchedFolders;
import io.csta.service.jobs.Job;
import io.csta.service.jobs.JobId;
import io.csta.service.jobs.JobJson;
import io.csta.service.jobs.JobRequest;
import io.csta.service.jobs.Jobs;
import io.csta.service.jobs.Source;
import io.csta.service.jobs.Submission;
import io.csta.service.s3.WatchedBuckets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;

/** Creates jobs for requests, or finds the jobs that the same requests created before. */
@ApplicationScoped
class Submissions {

    private final Jobs jobs;
    private final WatchedFolders folders;
    private final WatchedBuckets buckets;
    private final IdempotencyKeys keys;

    @Inject
    Submissions(Jobs jobs, WatchedFolders folders, WatchedBuckets buckets, IdempotencyKeys keys) {
        this.jobs = jobs;
        this.folders = folders;
        this.buckets = buckets;
        this.keys = keys;
    }

    /**
     * Creates or finds a job.
     *
     * @throws ProblemException 409 if the video has a job with other options, 422 if the key was used for another request
     * @throws io.csta.CstaException if the video does not exist
     * @throws io.csta.service.jobs.TooManyJobsException if the queue is full
     * @throws io.csta.OutputException if the job cannot be written
     */
    Job submit(SummaryRequest request) {
        String content = request.video().fingerprint() + text(request.options());
        Optional<Job> before =
                request.key().flatMap(key -> keys.claim(key, content)).flatMap(jobs::find);
        if (before.isPresent()) {
            return before.get();
        }
        Submission submission = create(request);
        Job job = submission.job();
        JobRequest current = job.request().withPriority(request.options().priority());
        if (!submission.isNew() && !current.equals(request.options())) {
            throw ProblemException.of(
                            ProblemType.CONFLICTING_JOB,
                            "%s has a job with other options; remove that job first"
                                    .formatted(FileNames.shown(job.source().publicName())))
                    .with(HttpHeaders.LOCATION, JobView.PATH + "/" + job.id());
        }
        if (!(request.video() instanceof UploadFile)) {
            request.key().ifPresent(key -> keys.made(key, job.id())); // the id of an upload follows from the key
        }
        return job;
    }

    private Submission create(SummaryRequest request) {
        if (request.video() instanceof SummaryRequest.InboxFile file) {
            return folders.find(file.folder()).orElseThrow().submit(file.path(), request.options());
        }
        if (request.video() instanceof SummaryRequest.BucketObject object) {
            return buckets.find(object.bucket()).orElseThrow(this::noBucket).submit(object.key(), request.options());
        }
        UploadFile upload = (UploadFile) request.video();
        upload.force();
        return jobs.submit(
                request.key().map(JobId::ofKey).orElseGet(JobId::random),
                new Source.Upload(DisplayNames.of(upload.name()), upload.size()),
                request.options(),
                Optional.of(upload.path()),
                folder -> folder.resolve(FileNames.summary("video")));
    }

    private CstaException noBucket() {
        return new CstaException(
                buckets.names().isEmpty()
                        ? "no bucket is configured; set csta.s3.bucket"
                        : "csta.s3.bucket is not set; specify 'bucket' with one of these names: "
                                + String.join(", ", buckets.names()));
    }

    private static String text(JobRequest request) {
        try {
            return JobJson.MAPPER.writeValueAsString(request);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a request consists of plain values", e);
        }
    }
}
