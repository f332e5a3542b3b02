package io.csta.service.s3;

import io.csta.CstaException;
import io.csta.FileNames;
import io.csta.service.config.BucketSettings;
import io.csta.service.config.ServiceConfig;
import io.csta.service.jobs.Cancellation;
import io.csta.service.jobs.Job;
import io.csta.service.jobs.JobResult;
import io.csta.service.jobs.Jobs;
import io.csta.service.jobs.KeptFile;
import io.csta.service.jobs.Source;
import io.csta.service.jobs.VideoSource;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.ProducerTemplate;

/** All watched buckets. As a source, it passes each job to the bucket of its video. Thread-safe. */
@ApplicationScoped
public class WatchedBuckets implements VideoSource {

    private static final long SMALLEST_PART = 5L << 20;

    private final ServiceConfig.S3 config;
    private final Jobs jobs;
    private final List<BucketPoller> buckets = new ArrayList<>();

    @Inject
    WatchedBuckets(ServiceConfig config, Jobs jobs, ProducerTemplate producer) {
        this.config = config.s3();
        this.jobs = jobs;
        for (BucketSettings bucket : BucketSettings.of(config)) {
            ObjectStore store = new ObjectStore(bucket, S3Clients.of(bucket, config.s3()));
            ObjectTransfer transfer = new ObjectTransfer(producer, store, BucketRoutes.of(bucket.name()));
            buckets.add(new BucketPoller(bucket, jobs, store, new BucketSource(bucket, jobs, store, transfer)));
        }
    }

    /** All buckets, that of {@code csta.s3} first, if there is one. */
    public List<BucketPoller> all() {
        return List.copyOf(buckets);
    }

    /**
     * Checks the options, as far as possible without the buckets.
     *
     * @throws CstaException if they cannot work
     */
    public void check() {
        buckets.forEach(BucketPoller::check);
        if (!buckets.isEmpty() && config.partSize().asLongValue() < SMALLEST_PART) {
            throw new CstaException("csta.s3.part-size is below 5M, the smallest part size of S3; use 5M or more");
        }
    }

    /** A bucket by its name in {@code csta.buckets}; that of {@code csta.s3}, if the name is empty. */
    public Optional<BucketPoller> find(Optional<String> name) {
        return buckets.stream()
                .filter(bucket -> bucket.settings().name().equals(name))
                .findFirst();
    }

    /** The names of all buckets in {@code csta.buckets}. */
    public List<String> names() {
        return buckets.stream()
                .flatMap(bucket -> bucket.settings().name().stream())
                .toList();
    }

    @Override
    public String kind() {
        return Source.Bucket.KIND;
    }

    /** The bucket of a job; empty if it is no longer configured. */
    private Optional<BucketSource> bucket(Job job) {
        String name = BucketSource.source(job).bucket();
        return buckets.stream()
                .filter(bucket -> bucket.settings().bucket().equals(name))
                .findFirst()
                .map(BucketPoller::source);
    }

    private BucketSource required(Job job) {
        return bucket(job)
                .orElseThrow(() -> new CstaException(
                        "the bucket %s is no longer configured; add it with csta.s3.bucket or csta.buckets, or submit the video again"
                                .formatted(
                                        FileNames.shown(BucketSource.source(job).bucket()))));
    }

    @Override
    public Path place(Job job) {
        return jobs.input(job);
    }

    @Override
    public boolean isSummarized(Job job) {
        return Files.exists(job.output()) && Files.exists(job.outputJson());
    }

    @Override
    public Path input(Job job, Cancellation cancellation) {
        return required(job).input(job, cancellation);
    }

    @Override
    public JobResult deliver(Job job, Cancellation cancellation) {
        return required(job).deliver(job, cancellation);
    }

    /** The object of a bucket that is no longer configured stays. */
    @Override
    public List<KeptFile> release(Job job) {
        bucket(job).ifPresent(bucket -> bucket.release(job));
        return List.of();
    }

    @Override
    public boolean isTemporary(Job job, RuntimeException failure) {
        return failure instanceof ObjectStoreException answer && !answer.isRefusal();
    }

    @Override
    public boolean isOutage(Job job, RuntimeException failure) {
        return failure instanceof ObjectStoreException
                && bucket(job).filter(BucketSource::isOutage).isPresent();
    }

    @PreDestroy
    void close() {
        buckets.forEach(bucket -> bucket.store().close());
    }
}
