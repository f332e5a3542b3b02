package io.csta.routes;

import io.csta.jobs.JobRequest;
import java.nio.file.Path;
import java.util.Optional;

/** A job that somebody asks for over HTTP. */
public sealed interface Wish {

    /** What is wanted of it. */
    JobRequest request();

    /**
     * Of a video that was sent along.
     *
     * @param idempotencyKey what the client calls its request, so that it may send it again
     * @param name what the client calls the file; untrusted
     * @param file where it was put; becomes the job's own
     * @param request what is wanted
     */
    record OfUpload(Optional<String> idempotencyKey, String name, Path file, JobRequest request) implements Wish {}

    /**
     * Of an object in the configured bucket.
     *
     * @param key its key
     * @param request what is wanted
     */
    record OfObject(String key, JobRequest request) implements Wish {}

    /**
     * Of a file in the watched folder.
     *
     * @param file its path in the folder; untrusted
     * @param request what is wanted
     */
    record OfFile(String file, JobRequest request) implements Wish {}
}
