package io.csta.service.jobs;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.nio.file.Path;
import java.util.Optional;

/** Where a job's video came from, with what is needed to notice that it was replaced. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Source.Folder.class, name = Source.Folder.KIND),
    @JsonSubTypes.Type(value = Source.Bucket.class, name = Source.Bucket.KIND),
    @JsonSubTypes.Type(value = Source.Upload.class, name = Source.Upload.KIND)
})
public sealed interface Source {

    /** The file name of the video; untrusted. */
    String name();

    /** The size of the video, in bytes. */
    long size();

    /** {@code folder}, {@code s3} or {@code http}. */
    String kind();

    /**
     * What identifies the video to its owner: a path in the inbox, a key in the bucket of {@code csta.s3}, these after
     * {@code NAME:} in a named folder or bucket, or a file name; untrusted.
     */
    default String publicName() {
        return name();
    }

    /** A path or key with the name of its folder or bucket, if that has one. */
    static String named(Optional<String> place, String name) {
        return place.map(own -> own + ":" + name).orElse(name);
    }

    /** The same as a source of one kind; empty if it is of another kind. */
    default <S extends Source> Optional<S> as(Class<S> type) {
        return Optional.of(this).filter(type::isInstance).map(type::cast);
    }

    /**
     * A file of a watched folder.
     *
     * @param folder the name of the folder; empty for the inbox, as in jobs of earlier versions
     * @param file relative to the folder
     * @param size in bytes
     * @param modified when it was last written to, in milliseconds since 1970
     * @param sha256 of its content
     */
    record Folder(Optional<String> folder, Path file, long size, long modified, String sha256) implements Source {

        /** In JSON and metrics. */
        public static final String KIND = "folder";

        @Override
        public String name() {
            return file.getFileName().toString();
        }

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public String publicName() {
            return named(folder, file.toString());
        }

        /** Whether it is a file with the same path in the same folder. */
        public boolean isAt(Folder other) {
            return folder.equals(other.folder) && file.equals(other.file);
        }
    }

    /**
     * An object of a bucket.
     *
     * @param alias the name of the bucket in {@code csta.buckets}; empty for that of {@code csta.s3}, as in jobs of earlier versions
     * @param bucket the name of the bucket at its server, which identifies it
     * @param key its key; never a path
     * @param etag the version of its content, without quotes
     * @param size in bytes
     * @param modified when it was stored, in seconds since 1970
     */
    record Bucket(Optional<String> alias, String bucket, String key, String etag, long size, long modified)
            implements Source {

        /** In JSON and metrics. */
        public static final String KIND = "s3";

        @Override
        public String name() {
            return key.substring(key.lastIndexOf('/') + 1);
        }

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public String publicName() {
            return named(alias, key);
        }
    }

    /**
     * A file that was uploaded over HTTP.
     *
     * @param name from the client; never a path
     * @param size in bytes
     */
    record Upload(String name, long size) implements Source {

        /** In JSON and metrics. */
        public static final String KIND = "http";

        @Override
        public String kind() {
            return KIND;
        }
    }
}
