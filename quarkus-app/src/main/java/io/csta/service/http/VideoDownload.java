package io.csta.service.http;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
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
record VideoDownload(Path path, String name, long size, EntityTag tag) {

    private static final String ACCEPT_RANGES = "Accept-Ranges";
    private static final String CONTENT_RANGE = "Content-Range";

    /** A file, if it exists. */
    static Optional<VideoDownload> of(Path path, String name) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            String tag = "%x-%x-%x"
                    .formatted(
                            attributes.size(),
                            attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
                            Objects.hashCode(attributes.fileKey()));
            return Optional.of(new VideoDownload(path, name, attributes.size(), new EntityTag(tag)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /**
     * The response to a request for it.
     *
     * @param request the request, with its preconditions
     * @param range the header {@code Range}
     * @param ifRange the header {@code If-Range}: the version that the range applies to
     * @throws ProblemException 412 if the client wants another version, 416 if the file has no byte of the range
     */
    Response answer(Request request, Optional<String> range, Optional<String> ifRange) {
        return notModified(request).orElseGet(() -> answer(range, ifRange));
    }

    private Response answer(Optional<String> range, Optional<String> ifRange) {
        boolean sameVersion = ifRange.isEmpty() || ifRange.get().strip().equals('"' + tag.getValue() + '"');
        Optional<ByteRange> part = range.filter(any -> sameVersion).flatMap(header -> ByteRange.of(header, size));
        if (part.isEmpty()) {
            return whole();
        }
        if (part.get().isUnsatisfiable()) {
            throw ProblemException.of(
                            ProblemType.RANGE_NOT_SATISFIABLE,
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
    Response head(Request request) {
        return notModified(request).orElseGet(() -> described(Status.OK)
                .header(HttpHeaders.CONTENT_LENGTH, size)
                .build());
    }

    /**
     * The response if the client has this version. RESTEasy compares all tags strongly, as {@code If-Match} requires, but
     * {@code If-None-Match} ignores {@code W/} (RFC 9110, section 13.1.2), so the tag is tried as a weak one as well.
     */
    private Optional<Response> notModified(Request request) {
        Status unmet = evaluate(request, tag);
        if (unmet == Status.PRECONDITION_FAILED) {
            throw ProblemException.of(
                    ProblemType.PRECONDITION_FAILED,
                    "the summary does not match If-Match; request it again without If-Match");
        }
        boolean isKnown = unmet == Status.NOT_MODIFIED
                || evaluate(request, new EntityTag(tag.getValue(), true)) == Status.NOT_MODIFIED;
        return isKnown ? Optional.of(Response.notModified(tag).build()) : Optional.empty();
    }

    private static Status evaluate(Request request, EntityTag version) {
        Response.ResponseBuilder unmet = request.evaluatePreconditions(version);
        return unmet == null ? Status.OK : Status.fromStatusCode(unmet.build().getStatus());
    }

    private Response.ResponseBuilder described(Status status) {
        return Response.status(status)
                .type(VideoResource.VIDEO)
                .tag(tag)
                .header(ACCEPT_RANGES, "bytes")
                .header(HttpHeaders.CONTENT_DISPOSITION, DisplayNames.disposition(name))
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .header("X-Content-Type-Options", "nosniff");
    }
}
