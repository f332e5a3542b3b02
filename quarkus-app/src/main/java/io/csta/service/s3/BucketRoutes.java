package io.csta.service.s3;

import java.util.Optional;

/**
 * The ids of the routes of a bucket.
 *
 * @param poll the route that submits new objects
 * @param download the route that opens an object
 * @param upload the route that stores a file
 */
public record BucketRoutes(String poll, String download, String upload) {

    /** The routes of a bucket with a name in {@code csta.buckets}, or of that of {@code csta.s3}. */
    static BucketRoutes of(Optional<String> name) {
        String ending = name.map("-"::concat).orElse("");
        return new BucketRoutes("bucket" + ending, "s3-download" + ending, "s3-upload" + ending);
    }
}
