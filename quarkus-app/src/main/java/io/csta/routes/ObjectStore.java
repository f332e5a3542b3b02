package io.csta.routes;

import io.csta.CstaException;
import io.csta.config.ServiceConfig;
import io.csta.jobs.Source;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The configured bucket, as the AWS SDK reaches it: everything but the transfer of videos and summaries, which Camel
 * does. Thread-safe.
 */
@ApplicationScoped
public class ObjectStore {

    private static final Logger LOG = LoggerFactory.getLogger(ObjectStore.class);
    private static final int NOT_FOUND = 404;
    private static final int PRECONDITION_FAILED = 412;

    private final Optional<String> bucket;
    private final Optional<S3Client> client;

    @Inject
    ObjectStore(ServiceConfig service) {
        this(service.s3().bucket(), service.s3().bucket().map(any -> S3Clients.of(service.s3())));
    }

    ObjectStore(Optional<String> bucket, Optional<S3Client> client) {
        this.bucket = bucket;
        this.client = client;
    }

    S3Client client() {
        return client.orElseThrow(ObjectStore::noBucket);
    }

    /** What the bucket is called. */
    String name() {
        return bucket.orElseThrow(ObjectStore::noBucket);
    }

    private static CstaException noBucket() {
        return new CstaException("no bucket is configured: set csta.s3.bucket");
    }

    /** All objects whose key begins so, in pages, as they are walked through. */
    Iterable<S3Object> list(String prefix) {
        // XML cannot hold control characters, which keys can.
        return client().listObjectsV2Paginator(
                        request -> request.bucket(name()).prefix(prefix).encodingType(EncodingType.URL))
                .contents();
    }

    /** An object as it was listed. */
    Source.Bucket source(S3Object object) {
        return new Source.Bucket(
                name(), object.key(), plain(object.eTag()), object.size(), seconds(object.lastModified()));
    }

    /** An object as it is now, if there is one. */
    Optional<Source.Bucket> find(String key) {
        return head(key)
                .map(now -> new Source.Bucket(
                        name(), key, plain(now.eTag()), now.contentLength(), seconds(now.lastModified())));
    }

    /** Lists tell milliseconds, and answers about one object do not. */
    private static long seconds(Instant time) {
        return time.getEpochSecond();
    }

    /** The tag without the quotes, which some servers leave out. */
    static String plain(String etag) {
        return etag.replace("\"", "");
    }

    /** What is known of an object, if there is one. */
    Optional<HeadObjectResponse> head(String key) {
        return ask(() -> client().headObject(request -> request.bucket(name()).key(key)), NOT_FOUND);
    }

    /** Writes a small object. */
    void put(String key, byte[] content, String type) {
        ask(() -> client().putObject(
                        request -> request.bucket(name()).key(key).contentType(type), RequestBody.fromBytes(content)));
    }

    /** Removes an object, whatever it is. */
    void delete(String key) {
        ask(() -> client().deleteObject(request -> request.bucket(name()).key(key)));
    }

    /**
     * Removes an object unless it was replaced. A server that knows no conditions on removals has only been asked right
     * before.
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

    /** Gives up what was uploaded in part under this key, by an attempt that was cut off. */
    void abortUploads(String key) {
        try {
            ListMultipartUploadsResponse found = client().listMultipartUploads(
                            request -> request.bucket(name()).prefix(key).encodingType(EncodingType.URL));
            found.uploads().stream()
                    .filter(upload -> upload.key().equals(key))
                    .forEach(upload -> client().abortMultipartUpload(
                                    request -> request.bucket(name()).key(key).uploadId(upload.uploadId())));
        } catch (SdkException e) {
            // Not everybody may list them, and a rule of the bucket can clear them away as well.
            LOG.debug("uploads of {} in parts cannot be given up", key, e);
        }
    }

    /** What is wrong with the bucket, if it does not answer. */
    Optional<String> trouble() {
        try {
            ask(() -> client().headBucket(request -> request.bucket(name())));
            return Optional.empty();
        } catch (CstaException e) {
            return Optional.of(Objects.requireNonNull(e.getMessage()));
        }
    }

    /** Whether the bucket answers. */
    public boolean isReachable() {
        return trouble().isEmpty();
    }

    /**
     * Sends a request.
     *
     * @throws ObjectStoreException if that fails
     */
    <T> T ask(Supplier<T> request) {
        try {
            return request.get();
        } catch (SdkException e) {
            throw ObjectStoreException.of(name(), e);
        }
    }

    /**
     * Sends a request.
     *
     * @param statuses with which a server says that there is nothing that this is about
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
            throw ObjectStoreException.of(name(), e);
        } catch (SdkException e) {
            throw ObjectStoreException.of(name(), e);
        }
    }

    @PreDestroy
    void close() {
        client.ifPresent(S3Client::close);
    }
}
