package io.csta.service.s3;

import io.csta.CstaException;
import io.csta.FileNames;
import io.csta.VideoFiles;
import io.csta.service.config.BucketSettings;
import io.csta.service.jobs.Job;
import io.csta.service.jobs.JobId;
import io.csta.service.jobs.JobRequest;
import io.csta.service.jobs.JobState;
import io.csta.service.jobs.Jobs;
import io.csta.service.jobs.Source;
import io.csta.service.jobs.Submission;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A watched bucket: submits its new objects. {@link BucketSource} transfers and moves them.
 *
 * <p>Objects are listed, and not opened before their jobs run. (Camel's consumer opens every object that it lists, on every
 * poll, does not know versions, and offers failed objects forever.)
 */
public final class BucketPoller {

    private static final Logger LOG = LoggerFactory.getLogger(BucketPoller.class);

    private final BucketSettings config;
    private final Jobs jobs;
    private final ObjectStore store;
    private final BucketSource source;
    private final SummaryKeys keys;
    private final OutageLog outage = new OutageLog(LOG);

    BucketPoller(BucketSettings config, Jobs jobs, ObjectStore store, BucketSource source) {
        this.config = config;
        this.jobs = jobs;
        this.store = store;
        this.source = source;
        keys = new SummaryKeys(config);
    }

    /** Its options. */
    public BucketSettings settings() {
        return config;
    }

    /** The bucket itself. */
    public ObjectStore store() {
        return store;
    }

    /** Its routes. */
    public BucketRoutes routes() {
        return BucketRoutes.of(config.name());
    }

    /** How its jobs get their videos. */
    BucketSource source() {
        return source;
    }

    /**
     * Checks the options, as far as possible without the bucket.
     *
     * @throws CstaException if they cannot work
     */
    void check() {
        keys.check();
    }

    /** Submits the objects that have no job. */
    public void takeNew() {
        try {
            for (S3Object object : store.list(config.incoming())) {
                if (!jobs.hasRoom()) {
                    return;
                }
                if (isVideo(object)) {
                    take(store.source(object));
                }
            }
            outage.isOver("the bucket " + store.name());
        } catch (SdkException e) {
            outage.isOn(Objects.requireNonNull(store.failure(e).getMessage()));
        } catch (CstaException e) {
            outage.isOn(Objects.requireNonNull(e.getMessage()));
        }
    }

    /** Folder markers are empty, as are videos that have not arrived yet. */
    private boolean isVideo(S3Object object) {
        return object.size() > 0
                && VideoFiles.isVideo(SummaryKeys.name(object.key()))
                && !keys.isElsewhere(object.key());
    }

    private void take(Source.Bucket found) {
        String id = id(found);
        Optional<Job> known = jobs.find(id);
        if (known.isEmpty()) {
            if (config.isMoving() || !jobs.wasRemoved(id)) {
                submit(found, JobRequest.DEFAULTS);
            }
        } else if (known.get().status().settled()) {
            takeAgain(known.get(), found);
        }
    }

    /** Objects that were summarized are not summarized again. Objects that failed are, once each time they are stored. */
    private void takeAgain(Job known, Source.Bucket now) {
        if (known.state() == JobState.DONE) {
            if (config.isMoving() && !source.isStuck(known)) {
                LOG.info("{} was already summarized by job {}", FileNames.shown(now.publicName()), known.id());
                source.release(known, now);
            }
        } else if (BucketSource.source(known).modified() != now.modified()) {
            submit(now, JobRequest.DEFAULTS);
        }
    }

    /**
     * Submits an object by key.
     *
     * @throws CstaException if the bucket has no such object, or it is not a video for summaries: it does not have the name of
     *     one, or the service stored it
     */
    public Submission submit(String key, JobRequest request) {
        String bucket = store.name();
        if (!VideoFiles.isVideo(SummaryKeys.name(key))) {
            throw new CstaException("%s is not a video; its key must have a video extension, such as .mp4"
                    .formatted(FileNames.shown(key)));
        }
        Optional<String> reserved = keys.reserved(key);
        if (reserved.isPresent()) {
            throw new CstaException(
                    "%s is in %s, where the service stores objects; submit an object that is elsewhere, such as in %s"
                            .formatted(FileNames.shown(key), reserved.get(), config.incoming()));
        }
        Source.Bucket found = store.find(key)
                .orElseThrow(() -> new CstaException(
                        "no such object in the bucket %s: %s; check the key".formatted(bucket, FileNames.shown(key))));
        return submit(found, request);
    }

    private Submission submit(Source.Bucket found, JobRequest request) {
        return jobs.submit(
                id(found), found, request, Optional.empty(), folder -> folder.resolve(FileNames.summary("video")));
    }

    private static String id(Source.Bucket found) {
        return JobId.ofObject(found.bucket(), found.key(), found.etag());
    }
}
