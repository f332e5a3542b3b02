package io.csta.service.s3;

import io.csta.FileNames;
import io.csta.service.jobs.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;

/**
 * Copies objects, as the first step of a move: S3 only supports copying and deleting.
 *
 * <p>The copy of an object that was uploaded in parts, or that is encrypted, has another tag than the original. It is marked
 * with the original's tag, so that an interrupted move finds it and does not create a second copy.
 */
final class ObjectMove {

    /**
     * The largest object that is copied in one request, and the size of the parts of larger ones. S3 allows 5 GiB, but a
     * server that copies the data has to answer within {@code csta.s3.timeout}. S3 stores no object of 10 000 such parts.
     */
    static final long COPIED_AT_ONCE = 1L << 30;

    private static final int NOT_FOUND = 404;
    private static final int PRECONDITION_FAILED = 412;
    private static final String MARK = "csta-etag";

    private final ObjectStore store;
    private final long copiedAtOnce;

    ObjectMove(ObjectStore store, long copiedAtOnce) {
        this.store = store;
        this.copiedAtOnce = copiedAtOnce;
    }

    /** The tag of the object with this key, if it is the version of a job, or a copy of it. */
    Optional<String> tagAt(String key, Source.Bucket source) {
        return store.head(key).filter(found -> is(found, source)).map(found -> ObjectStore.plain(found.eTag()));
    }

    private static boolean is(HeadObjectResponse found, Source.Bucket source) {
        return ObjectStore.plain(found.eTag()).equals(source.etag())
                || source.etag().equals(found.metadata().get(MARK));
    }

    /** The key of the copy that {@link #copy} created for this target, if it exists. */
    Optional<String> find(Source.Bucket source, String target) {
        Place place = place(source, target);
        return place.isTaken ? Optional.of(place.key) : Optional.empty();
    }

    private record Place(String key, boolean isTaken) {}

    /** The first key that is free or already has this version. */
    private Place place(Source.Bucket source, String target) {
        String ending = FileNames.ending(target);
        String key = target;
        for (int i = 2; ; i++) {
            Optional<HeadObjectResponse> found = store.head(key);
            if (found.isEmpty() || is(found.get(), source)) {
                return new Place(key, found.isPresent());
            }
            key = target.substring(0, target.length() - ending.length()) + "-" + i + ending;
        }
    }

    /**
     * Copies an object with its metadata. If another object has the key, the copy gets a number.
     *
     * @param from its current key
     * @return the key of the copy, also if it existed before; empty if the object was removed or replaced
     */
    Optional<String> copy(String from, Source.Bucket source, String target) {
        Optional<HeadObjectResponse> found = store.head(from).filter(now -> is(now, source));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Place place = place(source, target);
        if (place.isTaken) {
            return Optional.of(place.key);
        }
        HeadObjectResponse origin = found.get();
        Map<String, String> metadata = new HashMap<>(origin.metadata());
        metadata.put(MARK, source.etag());
        boolean isLarge = origin.contentLength() > copiedAtOnce;
        return store.ask(
                () -> isLarge
                        ? copyInParts(from, origin, metadata, place.key)
                        : copyAtOnce(from, origin, metadata, place.key),
                NOT_FOUND,
                PRECONDITION_FAILED);
    }

    private String copyAtOnce(String from, HeadObjectResponse origin, Map<String, String> metadata, String target) {
        store.client()
                .copyObject(CopyObjectRequest.builder()
                        .sourceBucket(store.name())
                        .sourceKey(from)
                        .copySourceIfMatch(origin.eTag())
                        .destinationBucket(store.name())
                        .destinationKey(target)
                        .metadataDirective(MetadataDirective.REPLACE)
                        .metadata(metadata)
                        .contentType(origin.contentType())
                        .contentEncoding(origin.contentEncoding())
                        .contentDisposition(origin.contentDisposition())
                        .contentLanguage(origin.contentLanguage())
                        .cacheControl(origin.cacheControl())
                        .storageClass(origin.storageClassAsString())
                        .build());
        return target;
    }

    private String copyInParts(String from, HeadObjectResponse origin, Map<String, String> metadata, String target) {
        S3Client client = store.client();
        String bucket = store.name();
        String upload = client.createMultipartUpload(CreateMultipartUploadRequest.builder()
                        .bucket(bucket)
                        .key(target)
                        .metadata(metadata)
                        .contentType(origin.contentType())
                        .contentEncoding(origin.contentEncoding())
                        .contentDisposition(origin.contentDisposition())
                        .contentLanguage(origin.contentLanguage())
                        .cacheControl(origin.cacheControl())
                        .storageClass(origin.storageClassAsString())
                        .build())
                .uploadId();
        try {
            List<CompletedPart> parts = copyParts(from, origin, target, upload);
            client.completeMultipartUpload(request ->
                    request.bucket(bucket).key(target).uploadId(upload).multipartUpload(all -> all.parts(parts)));
            return target;
        } catch (SdkException e) {
            store.abortUploads(target);
            throw e;
        }
    }

    private List<CompletedPart> copyParts(String from, HeadObjectResponse origin, String target, String upload) {
        List<CompletedPart> parts = new ArrayList<>();
        for (long first = 0; first < origin.contentLength(); first += copiedAtOnce) {
            int number = parts.size() + 1;
            String range = "bytes=%d-%d".formatted(first, Math.min(origin.contentLength(), first + copiedAtOnce) - 1);
            String etag = store.client()
                    .uploadPartCopy(request -> request.sourceBucket(store.name())
                            .sourceKey(from)
                            .copySourceIfMatch(origin.eTag())
                            .copySourceRange(range)
                            .destinationBucket(store.name())
                            .destinationKey(target)
                            .uploadId(upload)
                            .partNumber(number))
                    .copyPartResult()
                    .eTag();
            parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
        }
        return parts;
    }
}
