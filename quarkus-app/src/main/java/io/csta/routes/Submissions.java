package io.csta.routes;

import io.csta.FileNames;
import io.csta.OutputException;
import io.csta.OutputFile;
import io.csta.jobs.JobId;
import io.csta.jobs.Jobs;
import io.csta.jobs.Source;
import io.csta.jobs.Submission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/** Makes jobs of what is asked for over HTTP. */
@ApplicationScoped
public class Submissions {

    private final Jobs jobs;
    private final Inbox inbox;
    private final Bucket bucket;

    @Inject
    Submissions(Jobs jobs, Inbox inbox, Bucket bucket) {
        this.jobs = jobs;
        this.inbox = inbox;
        this.bucket = bucket;
    }

    /**
     * Makes a job, or finds the one that the same request made before.
     *
     * @throws io.csta.CstaException if what is named is not there
     * @throws io.csta.jobs.TooManyJobsException if too many wait already
     * @throws OutputException if the job cannot be written
     */
    public Submission submit(Wish wish) {
        if (wish instanceof Wish.OfUpload upload) {
            return submit(upload);
        }
        return wish instanceof Wish.OfObject object
                ? bucket.submit(object.key(), object.request())
                : inbox.submit(((Wish.OfFile) wish).file(), wish.request());
    }

    private Submission submit(Wish.OfUpload upload) {
        try {
            Source.Upload source = new Source.Upload(upload.name(), Files.size(upload.file()));
            return jobs.submit(
                    upload.idempotencyKey().map(JobId::ofKey).orElseGet(JobId::random),
                    source,
                    upload.request(),
                    Optional.of(upload.file()),
                    folder -> folder.resolve(FileNames.summary("video")));
        } catch (IOException e) {
            throw new OutputException(
                    "%s is gone: %s".formatted(FileNames.shown(upload.name()), OutputFile.reason(e)), e);
        }
    }
}
