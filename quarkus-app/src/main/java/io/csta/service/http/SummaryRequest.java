package io.csta.service.http;

import io.csta.service.jobs.JobRequest;
import java.util.Optional;

/**
 * A request for a summary whose body was read. Closing it removes an upload that no job took over.
 *
 * @param key the client's name of the request, so that it can be sent again
 * @param video what to summarize
 * @param options the options of the summary
 * @param body the body, which owns an uploaded file
 */
record SummaryRequest(Optional<String> key, Video video, JobRequest options, Uploads.Body body)
        implements AutoCloseable {

    /** The video of a request. */
    sealed interface Video permits InboxFile, BucketObject, UploadFile {

        /** Identifies the video in requests with the same key. */
        String fingerprint();
    }

    /**
     * A file in a watched folder.
     *
     * @param folder the name of the folder; empty for the inbox
     * @param path in the folder; untrusted
     */
    record InboxFile(Optional<String> folder, String path) implements Video {

        @Override
        public String fingerprint() {
            return folder.map("folder %s "::formatted).orElse("") + "Optional.empty Optional[%s]".formatted(path);
        }
    }

    /**
     * An object in a watched bucket.
     *
     * @param bucket the name of the bucket in {@code csta.buckets}; empty for that of {@code csta.s3}
     * @param key its key
     */
    record BucketObject(Optional<String> bucket, String key) implements Video {

        @Override
        public String fingerprint() {
            return bucket.map("bucket %s "::formatted).orElse("") + "Optional[%s] Optional.empty".formatted(key);
        }
    }

    @Override
    public void close() {
        body.close();
    }
}
