package io.csta.service.config;

import io.csta.CstaException;
import io.csta.service.config.ServiceConfig.After;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The options of a watched bucket: of {@code csta.s3.bucket}, or of one that {@code csta.buckets} adds.
 *
 * @param name the name in {@code csta.buckets}; empty for {@code csta.s3}
 * @param bucket the name of the bucket at the server
 * @param endpoint the server; empty for AWS
 * @param region the region; empty to find it
 * @param pathStyle whether the bucket is in the path of requests
 * @param incoming the key prefix of videos to summarize
 * @param summaries the key prefix of summaries
 * @param isMoving whether videos are moved when their jobs end; otherwise they stay
 * @param done the key prefix of videos that were summarized
 * @param failed the key prefix of videos that failed
 */
public record BucketSettings(
        Optional<String> name,
        String bucket,
        Optional<URI> endpoint,
        Optional<String> region,
        boolean pathStyle,
        String incoming,
        String summaries,
        boolean isMoving,
        String done,
        String failed) {

    /** All buckets, that of {@code csta.s3} first, if there is one. */
    public static List<BucketSettings> of(ServiceConfig config) {
        ServiceConfig.S3 s3 = config.s3();
        List<BucketSettings> buckets = new ArrayList<>();
        s3.bucket().map(bucket -> of(bucket, s3)).ifPresent(buckets::add);
        new TreeMap<>(config.buckets()).forEach((name, bucket) -> buckets.add(of(name, bucket, s3)));
        return buckets;
    }

    private static BucketSettings of(String bucket, ServiceConfig.S3 s3) {
        return new BucketSettings(
                Optional.empty(),
                bucket,
                s3.endpoint(),
                s3.region(),
                s3.pathStyle().orElse(s3.endpoint().isPresent()),
                s3.incoming(),
                s3.summaries(),
                s3.after() == After.MOVE,
                s3.done(),
                s3.failed());
    }

    private static BucketSettings of(String name, ServiceConfig.Bucket bucket, ServiceConfig.S3 s3) {
        Optional<URI> endpoint = bucket.endpoint().or(s3::endpoint);
        return new BucketSettings(
                Optional.of(name),
                bucket.bucket(),
                endpoint,
                bucket.region().or(s3::region),
                bucket.pathStyle().or(s3::pathStyle).orElse(endpoint.isPresent()),
                bucket.incoming().orElse(s3.incoming()),
                bucket.summaries().orElse(s3.summaries()),
                bucket.after().orElse(s3.after()) == After.MOVE,
                bucket.done().orElse(s3.done()),
                bucket.failed().orElse(s3.failed()));
    }

    /**
     * Checks that no bucket is configured twice.
     *
     * @throws CstaException if one is; the message names both options
     */
    static void check(List<BucketSettings> buckets) {
        for (int i = 0; i < buckets.size(); i++) {
            for (BucketSettings other : buckets.subList(0, i)) {
                if (other.bucket().equals(buckets.get(i).bucket())) {
                    throw new CstaException("%s and %s are both '%s'; configure each bucket once"
                            .formatted(other.option("bucket"), buckets.get(i).option("bucket"), other.bucket()));
                }
            }
        }
    }

    /** The full name of one of its options, such as {@code done}. */
    public String option(String member) {
        return "%s.%s".formatted(name.map("csta.buckets.%s"::formatted).orElse("csta.s3"), member);
    }
}
