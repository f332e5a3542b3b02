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
     * A file in the watched folder.
     *
     * @param path in the folder; untrusted
     */
    record InboxFile(String path) implements Video {

        @Override
        public String fingerprint() {
            return "Optional.empty Optional[%s]".formatted(path);
        }
    }

    /**
     * An object in the configured bucket.
     *
     * @param key its key
     */
    record BucketObject(String key) implements Video {

        @Override
        public String fingerprint() {
            return "Optional[%s] Optional.empty".formatted(key);
        }
    }

    @Override
    public void close() {
        body.close();
    }
}
