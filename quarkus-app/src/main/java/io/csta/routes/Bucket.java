package io.csta.routes;

import io.csta.CstaException;
import io.csta.FileNames;
import io.csta.OutputException;
import io.csta.OutputFile;
import io.csta.VideoFiles;
import io.csta.config.ServiceConfig;
import io.csta.config.ServiceConfig.After;
import io.csta.jobs.Job;
import io.csta.jobs.JobId;
import io.csta.jobs.JobRequest;
import io.csta.jobs.JobResult;
import io.csta.jobs.JobState;
import io.csta.jobs.Jobs;
import io.csta.jobs.Source;
import io.csta.jobs.Submission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The watched bucket: which of its objects are new, how they come here, where they and their summaries go.
 *
 * <p>Objects are listed, and none is opened before its job's turn has come. (Camel's own consumer opens all that it lists,
 * every time, knows nothing of versions, and offers what failed for ever.) A key is a name and never becomes a path.
 */
@ApplicationScoped
public class Bucket {

    private static final Logger LOG = LoggerFactory.getLogger(Bucket.class);
    private static final String VIDEO = "video/mp4";
    private static final String JSON = "application/json";
    private static final String ERROR = ".error.json";
    private static final long SMALLEST_PART = 5L << 20;

    private final ServiceConfig.S3 config;
    private final Jobs jobs;
    private final ObjectStore store;
    private final ObjectTransfer transfer;
    private final ObjectMove move;
    private final SummaryKeys keys;
    private final Outage outage = new Outage(LOG);

    /** The jobs to be stopped, as long as they are at work. */
    private final Set<String> stopped = ConcurrentHashMap.newKeySet();

    /** What was put into the bucket for jobs that have not ended. */
    private final Map<String, List<String>> uploaded = new ConcurrentHashMap<>();

    /** The jobs whose objects will not go away, which has been said. */
    private final Set<String> stuck = ConcurrentHashMap.newKeySet();

    @Inject
    Bucket(ServiceConfig service, Jobs jobs, ObjectStore store, ObjectTransfer transfer) {
        config = service.s3();
        this.jobs = jobs;
        this.store = store;
        this.transfer = transfer;
        move = new ObjectMove(store, ObjectMove.COPIED_AT_ONCE);
        keys = new SummaryKeys(config);
    }

    /**
     * Checks the options, as far as that is possible without the bucket.
     *
     * @throws CstaException if they cannot work
     */
    void check() {
        keys.check();
        if (config.partSize().asLongValue() < SMALLEST_PART) {
            throw new CstaException("csta.s3.part-size is below 5M, and S3 knows no smaller parts");
        }
    }

    /** Makes jobs of the objects that there are none of yet. */
    void takeNew() {
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
            outage.isOn(Objects.requireNonNull(
                    ObjectStoreException.of(store.name(), e).getMessage()));
        } catch (CstaException e) {
            outage.isOn(Objects.requireNonNull(e.getMessage()));
        }
    }

    /** Markers of folders have no content; nor have videos that are not there yet. */
    private boolean isVideo(S3Object object) {
        return object.size() > 0
                && VideoFiles.isVideo(SummaryKeys.name(object.key()))
                && !keys.isElsewhere(object.key());
    }

    private void take(Source.Bucket source) {
        String id = id(source);
        Optional<Job> known = jobs.find(id);
        if (known.isEmpty()) {
            if (config.after() == After.MOVE || !jobs.wasRemoved(id)) {
                submit(source, JobRequest.NOTHING_SPECIAL);
            }
        } else if (known.get().status().settled()) {
            takeAgain(known.get(), source);
        }
    }

    /** What is done is not done twice; what failed is, once for each time that somebody puts it there. */
    private void takeAgain(Job known, Source.Bucket now) {
        if (known.state() == JobState.DONE) {
            if (config.after() == After.MOVE && !stuck.contains(known.id())) {
                LOG.info("{} was done before, as job {}", FileNames.shown(now.key()), known.id());
                settle(known, now);
            }
        } else if (known.source() instanceof Source.Bucket before && before.modified() != now.modified()) {
            submit(now, JobRequest.NOTHING_SPECIAL);
        }
    }

    /**
     * Makes a job of an object.
     *
     * @throws CstaException if there is no such object
     */
    Submission submit(String key, JobRequest request) {
        Source.Bucket source = store.find(key)
                .orElseThrow(() -> new CstaException("there is no object %s in the bucket %s; check the key"
                        .formatted(FileNames.shown(key), store.name())));
        return submit(source, request);
    }

    private Submission submit(Source.Bucket source, JobRequest request) {
        return jobs.submit(
                id(source), source, request, Optional.empty(), folder -> folder.resolve(FileNames.summary("video")));
    }

    private static String id(Source.Bucket source) {
        return JobId.ofObject(source.bucket(), source.key(), source.etag());
    }

    /** Whether an earlier attempt made the summary already, so that it only has to be uploaded. */
    boolean isSummarized(Exchange exchange) {
        Job job = job(exchange);
        stopped.remove(job.id());
        return Files.exists(job.output()) && Files.exists(job.outputJson());
    }

    /** Brings the object of a job to the place where the job expects it, unless an earlier attempt did. */
    void download(Exchange exchange) {
        Job job = job(exchange);
        Source.Bucket source = (Source.Bucket) job.source();
        if (Files.exists(jobs.input(job))) {
            return;
        }
        requireNewest(job, source);
        requireRoom(source);
        String key = place(source);
        String etag = move.tagAt(key, source).orElse(source.etag());
        try (OutputFile part = OutputFile.of(jobs.input(job))) {
            transfer.download(source, key, etag, part.path(), () -> stopped.contains(job.id()));
            part.keep();
        }
    }

    /** Where the object of a job is: where it was found, or where a failed job has put it. */
    private String place(Source.Bucket source) {
        if (config.after() != After.MOVE || move.tagAt(source.key(), source).isPresent()) {
            return source.key();
        }
        return move.find(source, failed(source)).orElse(source.key());
    }

    private void requireRoom(Source.Bucket source) {
        try {
            if (jobs.freeSpace() < source.size()) {
                throw new OutputException("%s has %d bytes, for which there is no room: free some space"
                        .formatted(FileNames.shown(source.name()), source.size()));
            }
        } catch (IOException e) {
            LOG.debug("cannot tell how much room there is", e);
        }
    }

    /** Puts video and JSON beside each other, the JSON last, so that whoever sees it sees both. */
    void upload(Exchange exchange) {
        Job job = job(exchange);
        Source.Bucket source = (Source.Bucket) job.source();
        requireNewest(job, source);
        String key = keys.summary(job, jobs.all());
        JobResult result = PublicJson.apply(job, source.key(), key);
        store.abortUploads(key);
        List<String> there = uploaded.computeIfAbsent(job.id(), any -> new CopyOnWriteArrayList<>());
        transfer.upload(result.video(), key, VIDEO, () -> stopped.contains(job.id()));
        there.add(key);
        transfer.upload(result.json(), SummaryKeys.json(key), JSON, () -> stopped.contains(job.id()));
        there.add(SummaryKeys.json(key));
        exchange.getMessage().setBody(result);
    }

    /** The summary of an older version must not replace that of a newer one, which may be there already. */
    private void requireNewest(Job job, Source.Bucket source) {
        boolean isSuperseded = jobs.all().stream()
                .anyMatch(other -> other.source() instanceof Source.Bucket there
                        && there.bucket().equals(source.bucket())
                        && there.key().equals(source.key())
                        && !there.etag().equals(source.etag())
                        && (there.modified() > source.modified()
                                || (there.modified() == source.modified()
                                        && other.created().isAfter(job.created())))
                        && other.state() != JobState.FAILED
                        && other.state() != JobState.CANCELLED);
        if (isSuperseded) {
            throw new CstaException("%s was replaced in the bucket %s, and the newer one has a job of its own"
                    .formatted(FileNames.shown(source.key()), source.bucket()));
        }
    }

    private static Job job(Exchange exchange) {
        return exchange.getProperty(CamelWork.JOB, Job.class);
    }

    /** Has a job end that is downloading or uploading. */
    void stop(Job job) {
        stopped.add(job.id());
    }

    /** Whether the bucket answers now. */
    boolean isReachable() {
        return store.isReachable();
    }

    /** Moves the object of a job that has ended, as configured. */
    void settle(Job job, Source.Bucket source) {
        boolean isDone = job.state() == JobState.DONE;
        stopped.remove(job.id());
        if (!isDone) {
            discard(job);
            uploaded.getOrDefault(job.id(), List.of()).forEach(store::delete);
        }
        uploaded.remove(job.id());
        if (config.after() != After.MOVE || !source.key().startsWith(config.incoming())) {
            return;
        }
        try {
            if (isDone) {
                moveToDone(source);
            } else {
                moveToFailed(source, ErrorJson.of(job));
            }
        } catch (ObjectStoreException e) {
            if (!e.isRefusal()) {
                throw e;
            }
            stuck.add(job.id());
            LOG.warn("{} stays where it is: {}", FileNames.shown(source.key()), e.getMessage());
        }
    }

    /** A summary that could not be uploaded, and what was. Another attempt may want another summary. */
    private void discard(Job job) {
        if (!Files.exists(job.output())) {
            return;
        }
        store.abortUploads(keys.summary(job, jobs.all()));
        try {
            Files.deleteIfExists(job.outputJson());
            Files.deleteIfExists(job.output());
        } catch (IOException e) {
            LOG.warn("the summary of job {} cannot be removed: {}", job.id(), OutputFile.reason(e));
        }
    }

    private void moveToDone(Source.Bucket source) {
        Optional<String> failed = move.find(source, failed(source));
        if (move.copy(place(source), source, config.done() + keys.relative(source.key()))
                .isPresent()) {
            store.delete(source.key(), source.etag());
            if (failed.isPresent()) {
                store.delete(failed.get() + ERROR);
                store.delete(failed.get());
            }
        }
    }

    private void moveToFailed(Source.Bucket source, byte[] error) {
        Optional<String> target = move.copy(source.key(), source, failed(source));
        if (target.isEmpty()) {
            target = move.find(source, failed(source));
        }
        if (target.isPresent()) {
            store.put(target.get() + ERROR, error, JSON);
            store.delete(source.key(), source.etag());
        }
    }

    private String failed(Source.Bucket source) {
        return config.failed() + keys.relative(source.key());
    }
}
