package io.csta.service.http;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.resteasy.reactive.PathPart;

/**
 * A summary video for download.
 *
 * <p>Summaries are replaced as a whole and never modified in place, so size, time and the system's key for the file
 * identify a version.
 *
 * @param path the file
 * @param name its name for clients
 * @param size in bytes
 * @param tag the {@code ETag} of this version
 */
record SummaryFile(Path path, String name, long size, String tag) {

    private static final String ACCEPT_RANGES = "Accept-Ranges";
    private static final String CONTENT_RANGE = "Content-Range";
    private static final int RANGE_NOT_SATISFIABLE = 416;

    /** A file, if it exists. */
    static Optional<SummaryFile> of(Path path, String name) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            String tag = "\"%x-%x-%x\""
                    .formatted(
                            attributes.size(),
                            attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
                            Objects.hashCode(attributes.fileKey()));
            return Optional.of(new SummaryFile(path, name, attributes.size(), tag));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /**
     * The response to a request for it.
     *
     * @param ifNoneMatch the header {@code If-None-Match}: the client's versions
     * @param range the header {@code Range}
     * @param ifRange the header {@code If-Range}: the version that the range applies to
     * @throws ProblemException 416 if the file has no byte of the range
     */
    Response answer(Optional<String> ifNoneMatch, Optional<String> range, Optional<String> ifRange) {
        if (ifNoneMatch.filter(this::isAmong).isPresent()) {
            return notModified();
        }
        boolean sameVersion = ifRange.isEmpty() || ifRange.get().strip().equals(tag);
        Optional<ByteRange> part = range.filter(any -> sameVersion).flatMap(header -> ByteRange.of(header, size));
        if (part.isEmpty()) {
            return whole();
        }
        if (part.get().isUnsatisfiable()) {
            throw ProblemException.of(
                            RANGE_NOT_SATISFIABLE,
                            "Range Not Satisfiable",
                            "the range is outside the summary, which has %d bytes".formatted(size))
                    .with(CONTENT_RANGE, "bytes */" + size);
        }
        return described(Status.PARTIAL_CONTENT)
                .header(CONTENT_RANGE, part.get().of(size))
                .entity(new PathPart(path, part.get().first(), part.get().count()))
                .build();
    }

    /** The response with the whole file. */
    Response whole() {
        return described(Status.OK).entity(new PathPart(path, 0, size)).build();
    }

    /** The response to a HEAD request. */
    Response head(Optional<String> ifNoneMatch) {
        return ifNoneMatch.filter(this::isAmong).isPresent()
                ? notModified()
                : described(Status.OK).header(HttpHeaders.CONTENT_LENGTH, size).build();
    }

    private Response notModified() {
        return Response.notModified().header(HttpHeaders.ETAG, tag).build();
    }

    /** Compares weakly: {@code W/} is ignored. */
    private boolean isAmong(String versions) {
        return Arrays.stream(versions.split(","))
                .map(version -> version.strip().replaceFirst("^W/", ""))
                .anyMatch(version -> version.equals(tag) || version.equals("*"));
    }

    private Response.ResponseBuilder described(Status status) {
        return Response.status(status)
                .type(VideoResource.VIDEO)
                .header(HttpHeaders.ETAG, tag)
                .header(ACCEPT_RANGES, "bytes")
                .header(HttpHeaders.CONTENT_DISPOSITION, DisplayNames.disposition(name))
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .header("X-Content-Type-Options", "nosniff");
    }
}
