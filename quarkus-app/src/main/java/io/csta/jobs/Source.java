package io.csta.jobs;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.nio.file.Path;

/** Where a job's video came from, precisely enough to notice when it is another one. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Source.Folder.class, name = "folder"),
    @JsonSubTypes.Type(value = Source.Bucket.class, name = "s3"),
    @JsonSubTypes.Type(value = Source.Upload.class, name = "http")
})
public sealed interface Source {

    /** What the video is called there; untrusted. */
    String name();

    /** How large it is, in bytes. */
    long size();

    /** {@code folder}, {@code s3} or {@code http}. */
    String kind();

    /**
     * A file of the watched folder.
     *
     * @param file relative to the folder
     * @param size in bytes
     * @param modified when it was last written to, in milliseconds since 1970
     * @param sha256 of its content
     */
    record Folder(Path file, long size, long modified, String sha256) implements Source {

        @Override
        public String name() {
            return file.getFileName().toString();
        }

        @Override
        public String kind() {
            return "folder";
        }
    }

    /**
     * An object of a bucket.
     *
     * @param bucket the bucket
     * @param key its key; never a path
     * @param etag which content it had, without quotes
     * @param size in bytes
     * @param modified when it was put there, in seconds since 1970
     */
    record Bucket(String bucket, String key, String etag, long size, long modified) implements Source {

        @Override
        public String name() {
            return key.substring(key.lastIndexOf('/') + 1);
        }

        @Override
        public String kind() {
            return "s3";
        }
    }

    /**
     * A file that came over HTTP.
     *
     * @param name as the client says; never a path
     * @param size in bytes
     */
    record Upload(String name, long size) implements Source {

        @Override
        public String kind() {
            return "http";
        }
    }
}
