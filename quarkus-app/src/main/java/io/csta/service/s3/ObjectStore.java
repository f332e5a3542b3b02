package io.csta.service.s3;

import io.csta.CstaException;
import io.csta.service.config.BucketSettings;
import io.csta.service.jobs.Source;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.BytesWrapper;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A watched bucket, through the AWS SDK. Camel transfers videos and summaries. Thread-safe. */
public final class ObjectStore {

    private static final Logger LOG = LoggerFactory.getLogger(ObjectStore.class);
    private static final int NOT_FOUND = 404;
    private static final int PRECONDITION_FAILED = 412;

    private final BucketSettings bucket;
    private final S3Client client;

    ObjectStore(BucketSettings bucket, S3Client client) {
        this.bucket = bucket;
        this.client = client;
    }

    /** The client, for Camel. */
    public S3Client client() {
        return client;
    }

    /** The name of the bucket. */
    public String name() {
        return bucket.bucket();
    }

    /** Explains a failed request. */
    ObjectStoreException failure(SdkException e) {
        return ObjectStoreException.of(bucket, e);
    }

    /** All objects with this prefix, page by page. */
    Iterable<S3Object> list(String prefix) {
        // XML cannot contain control characters, unlike keys.
        return client().listObjectsV2Paginator(
                        request -> request.bucket(name()).prefix(prefix).encodingType(EncodingType.URL))
                .contents();
    }

    /** A listed object. */
    Source.Bucket source(S3Object object) {
        return new Source.Bucket(
                bucket.name(),
                name(),
                object.key(),
                plain(object.eTag()),
                object.size(),
                seconds(object.lastModified()));
    }

    /** The current version of an object, if it exists. */
    Optional<Source.Bucket> find(String key) {
        return head(key)
                .map(now -> new Source.Bucket(
                        bucket.name(),
                        name(),
                        key,
                        plain(now.eTag()),
                        now.contentLength(),
                        seconds(now.lastModified())));
    }

    /** Listings contain milliseconds; responses about a single object do not. */
    private static long seconds(Instant time) {
        return time.getEpochSecond();
    }

    /** The tag without quotes, which some servers omit. */
    static String plain(String etag) {
        return etag.replace("\"", "");
    }

    /** The metadata of an object, if it exists. */
    Optional<HeadObjectResponse> head(String key) {
        return ask(() -> client().headObject(request -> request.bucket(name()).key(key)), NOT_FOUND);
    }

    /**
     * The content of a small object.
     *
     * @return the content; empty if there is no such object
     * @throws ObjectStoreException if it cannot be read
     */
    Optional<byte[]> read(String key) {
        return ask(
                        () -> client().getObjectAsBytes(
                                        request -> request.bucket(name()).key(key)),
                        NOT_FOUND)
                .map(BytesWrapper::asByteArray);
    }

    /** Writes a small object. */
    void put(String key, byte[] content, String type) {
        ask(() -> client().putObject(
                        request -> request.bucket(name()).key(key).contentType(type), RequestBody.fromBytes(content)));
    }

    /** Deletes an object, whatever its version. */
    void delete(String key) {
        ask(() -> client().deleteObject(request -> request.bucket(name()).key(key)));
    }

    /**
     * Deletes an object unless it was replaced. If the server does not support conditional deletion, the version is only
     * checked immediately before.
     */
    void delete(String key, String etag) {
        if (head(key).filter(now -> plain(now.eTag()).equals(etag)).isEmpty()) {
            return;
        }
        try {
            ask(
                    () -> client().deleteObject(
                                    request -> request.bucket(name()).key(key).ifMatch('"' + etag + '"')),
                    PRECONDITION_FAILED);
        } catch (ObjectStoreException e) {
            if (!e.isRefusal()) {
                throw e;
            }
            delete(key);
        }
    }

    /** Aborts multipart uploads of this key, which interrupted attempts left. */
    void abortUploads(String key) {
        try {
            ListMultipartUploadsResponse found = client().listMultipartUploads(
                            request -> request.bucket(name()).prefix(key).encodingType(EncodingType.URL));
            found.uploads().stream()
                    .filter(upload -> upload.key().equals(key))
                    .forEach(upload -> client().abortMultipartUpload(
                                    request -> request.bucket(name()).key(key).uploadId(upload.uploadId())));
        } catch (SdkException e) {
            // Listing them needs a permission, and a lifecycle rule of the bucket can remove them as well.
            LOG.debug("multipart uploads of {} cannot be aborted", key, e);
        }
    }

    /** Why the bucket does not respond; empty if it does. */
    public Optional<String> outage() {
        try {
            ask(() -> client().headBucket(request -> request.bucket(name())));
            return Optional.empty();
        } catch (CstaException e) {
            LOG.debug("the bucket is not reachable", e);
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Sends a request.
     *
     * @throws ObjectStoreException if it fails
     */
    <T> T ask(Supplier<T> request) {
        try {
            return request.get();
        } catch (SdkException e) {
            throw failure(e);
        }
    }

    /**
     * Sends a request.
     *
     * @param statuses that mean that the object does not exist
     * @throws ObjectStoreException if it fails otherwise
     */
    <T> Optional<T> ask(Supplier<T> request, int... statuses) {
        try {
            return Optional.of(request.get());
        } catch (S3Exception e) {
            for (int status : statuses) {
                if (e.statusCode() == status) {
                    return Optional.empty();
                }
            }
            throw failure(e);
        } catch (SdkException e) {
            throw failure(e);
        }
    }

    void close() {
        client.close();
    }
}
