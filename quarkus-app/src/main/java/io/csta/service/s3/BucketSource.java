package io.csta.service.s3;

import io.csta.CstaException;
import io.csta.FileNames;
import io.csta.OutputException;
import io.csta.OutputFile;
import io.csta.service.config.BucketSettings;
import io.csta.service.jobs.Cancellation;
import io.csta.service.jobs.ErrorJson;
import io.csta.service.jobs.Job;
import io.csta.service.jobs.JobLog;
import io.csta.service.jobs.JobOutput;
import io.csta.service.jobs.JobResult;
import io.csta.service.jobs.JobState;
import io.csta.service.jobs.Jobs;
import io.csta.service.jobs.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The objects of jobs in a watched bucket: downloads them, uploads their summaries, and moves them when their jobs end. A key
 * is a name and never becomes a path. {@link WatchedBuckets} selects the bucket.
 */
final class BucketSource {

    private static final Logger LOG = LoggerFactory.getLogger(BucketSource.class);
    private static final String VIDEO = "video/mp4";
    private static final String JSON = "application/json";

    private final BucketSettings config;
    private final Jobs jobs;
    private final ObjectStore store;
    private final ObjectTransfer transfer;
    private final ObjectMove move;
    private final SummaryKeys keys;

    /** The keys that were uploaded for jobs that have not ended. */
    private final Map<String, List<String>> uploaded = new ConcurrentHashMap<>();

    /** The jobs whose objects the store refuses to move, which was logged. */
    private final Set<String> stuck = ConcurrentHashMap.newKeySet();

    BucketSource(BucketSettings config, Jobs jobs, ObjectStore store, ObjectTransfer transfer) {
        this.config = config;
        this.jobs = jobs;
        this.store = store;
        this.transfer = transfer;
        move = new ObjectMove(store, ObjectMove.COPIED_AT_ONCE);
        keys = new SummaryKeys(config);
    }

    static Source.Bucket source(Job job) {
        return (Source.Bucket) job.source();
    }

    /** Downloads the object, unless an earlier attempt did. */
    Path input(Job job, Cancellation cancellation) {
        Source.Bucket source = source(job);
        Path input = jobs.input(job);
        if (Files.exists(input)) {
            return input;
        }
        requireNewest(job, source);
        requireRoom(source);
        String key = key(source);
        String etag = move.tagAt(key, source).orElse(source.etag());
        try (OutputFile part = OutputFile.of(input)) {
            transfer.download(source, key, etag, part.path(), cancellation::isCancelled);
            part.keep(); // a later attempt relies on it
        }
        return input;
    }

    /** The current key of an object: where it was found, or where a failed job moved it. */
    private String key(Source.Bucket source) {
        if (!config.isMoving() || move.tagAt(source.key(), source).isPresent()) {
            return source.key();
        }
        return move.find(source, failed(source)).orElse(source.key());
    }

    private void requireRoom(Source.Bucket source) {
        try {
            if (jobs.freeSpace() < source.size()) {
                throw new OutputException("out of disk space for %s, which has %d bytes; free some space"
                        .formatted(FileNames.shown(source.name()), source.size()));
            }
        } catch (IOException e) {
            LOG.debug("the free disk space is unknown", e);
        }
    }

    /** Uploads the video and then the JSON, so that a client that sees the JSON sees both. */
    JobResult deliver(Job job, Cancellation cancellation) {
        Source.Bucket source = source(job);
        requireNewest(job, source);
        String key = summaryKey(job, source);
        JobResult result = JobOutput.rename(job, source.key(), key);
        store.abortUploads(key);
        List<String> done = uploaded.computeIfAbsent(job.id(), any -> new CopyOnWriteArrayList<>());
        transfer.upload(result.video(), key, VIDEO, cancellation::isCancelled);
        done.add(key);
        transfer.upload(result.json(), SummaryKeys.json(key), JSON, cancellation::isCancelled);
        done.add(SummaryKeys.json(key));
        JobLog.uploaded(job, Source.named(config.name(), key));
        return result;
    }

    private String summaryKey(Job job, Source.Bucket source) {
        return keys.summary(job, source, jobs.all(), summary -> store.read(SummaryKeys.json(summary))
                .flatMap(JobOutput::video));
    }

    /** Rejects an older version, whose summary must not replace that of a newer one. */
    private void requireNewest(Job job, Source.Bucket source) {
        boolean isSuperseded = jobs.all().stream()
                .filter(other -> other.state() != JobState.FAILED && other.state() != JobState.CANCELLED)
                .anyMatch(other -> other.source()
                        .as(Source.Bucket.class)
                        .filter(found -> found.bucket().equals(source.bucket())
                                && found.key().equals(source.key())
                                && !found.etag().equals(source.etag())
                                && (found.modified() > source.modified()
                                        || (found.modified() == source.modified()
                                                && other.created().isAfter(job.created()))))
                        .isPresent());
        if (isSuperseded) {
            throw new CstaException("%s was replaced in the bucket %s; the newer version has its own job"
                    .formatted(FileNames.shown(source.key()), source.bucket()));
        }
    }

    void release(Job job) {
        release(job, source(job));
        if (job.state() == JobState.DONE) {
            jobs.deleteInput(job);
        }
    }

    /** Moves an object of a job that ended, as configured. */
    void release(Job job, Source.Bucket source) {
        if (job.state() != JobState.DONE) {
            discard(job);
            uploaded.getOrDefault(job.id(), List.of()).forEach(store::delete);
        }
        uploaded.remove(job.id());
        try {
            if (config.isMoving() && source.key().startsWith(config.incoming())) {
                move(job, source);
            }
        } catch (ObjectStoreException e) {
            if (!e.isRefusal()) {
                throw e;
            }
            stuck.add(job.id());
            LOG.warn("{} is not moved: {}", FileNames.shown(source.publicName()), e.getMessage());
        }
    }

    private void move(Job job, Source.Bucket source) {
        if (job.state() == JobState.DONE) {
            moveToDone(job, source);
        } else {
            moveToFailed(job, source);
        }
    }

    /** Whether the object of a job that is done cannot be moved, even by retrying. */
    boolean isStuck(Job job) {
        return stuck.contains(job.id());
    }

    /** Removes a summary that was not delivered, because another attempt may have other options. */
    private void discard(Job job) {
        if (!Files.exists(job.output())) {
            return;
        }
        store.abortUploads(summaryKey(job, source(job)));
        try {
            Files.deleteIfExists(job.outputJson());
            Files.deleteIfExists(job.output());
        } catch (IOException e) {
            LOG.warn("the summary of job {} cannot be removed: {}", job.id(), OutputFile.reason(e));
        }
    }

    private void moveToDone(Job job, Source.Bucket source) {
        Optional<String> failed = move.find(source, failed(source));
        Optional<String> target = move.copy(key(source), source, config.done() + keys.relative(source.key()));
        if (target.isPresent()) {
            store.delete(source.key(), source.etag());
            if (failed.isPresent()) {
                store.delete(failed.get() + ErrorJson.ENDING);
                store.delete(failed.get());
            }
            JobLog.moved(job, Source.named(config.name(), target.get()));
        }
    }

    private void moveToFailed(Job job, Source.Bucket source) {
        Optional<String> target = move.copy(source.key(), source, failed(source));
        if (target.isEmpty()) {
            target = move.find(source, failed(source));
        }
        if (target.isPresent()) {
            store.put(target.get() + ErrorJson.ENDING, ErrorJson.of(job), JSON);
            store.delete(source.key(), source.etag());
            JobLog.moved(job, Source.named(config.name(), target.get()));
        }
    }

    private String failed(Source.Bucket source) {
        return config.failed() + keys.relative(source.key());
    }

    /** Whether a request failed because the bucket does not respond. */
    boolean isOutage() {
        return store.outage().isPresent();
    }
}
