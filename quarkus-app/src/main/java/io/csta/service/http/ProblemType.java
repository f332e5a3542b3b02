package io.csta.service.http;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The kinds of errors of the API. Clients may rely on {@link #code}, {@link #uri} and the status, so none of them changes.
 */
public enum ProblemType {
    MALFORMED_REQUEST(
            400,
            "Malformed request",
            "The form, the JSON or the `Idempotency-Key` is malformed, or the body ended early.",
            "Correct the request."),
    FOREIGN_ORIGIN(
            403,
            "Foreign origin",
            "A browser sent the request for a page of another origin.",
            "The operator can allow the origin with `quarkus.http.cors.origins`."),
    UNKNOWN_HOST(
            403,
            "Unknown host",
            "The header `Host` has a name that the service does not know.",
            "Use a known name. The operator can add one with `csta.http.hosts`."),
    NOT_FOUND(404, "Not found", "There is no such job or resource.", "Check the path and the id."),
    METHOD_NOT_ALLOWED(
            405,
            "Method not allowed",
            "The resource does not have this method.",
            "Use a method of the header `Allow`."),
    NOT_ACCEPTABLE(
            406,
            "Not acceptable",
            "The response is not available in any media type of the header `Accept`.",
            "Accept another media type."),
    WRONG_STATE(
            409,
            "Wrong state",
            "The job is in a state that does not permit this: its summary is requested before it is done, it is cancelled"
                    + " after it has ended, it is retried but has neither failed nor been cancelled, or it is paused or"
                    + " resumed but not queued.",
            "Get the job, and wait if `Retry-After` is present."),
    CONFLICTING_JOB(
            409,
            "Conflicting job",
            "The video already has a job with other options.",
            "Remove the job that the header `Location` names, or use its options."),
    GONE(410, "Gone", "The job, or its summary, was removed.", "Submit the video again."),
    PRECONDITION_FAILED(
            412,
            "Precondition failed",
            "`If-Match` names another version of the summary.",
            "Request it again without `If-Match`."),
    TOO_LARGE(
            413,
            "Too large",
            "The body is larger than `csta.http.max-upload`, or than 64 KiB of JSON.",
            "Send a smaller video. The operator can raise the limit."),
    URI_TOO_LONG(414, "URI too long", "The URI is longer than 8 KiB.", "Send options in the body."),
    UNSUPPORTED_MEDIA_TYPE(
            415,
            "Unsupported media type",
            "The body is neither a form nor JSON nor a video.",
            "Send `multipart/form-data`, `application/json`, or a video with its own type."),
    RANGE_NOT_SATISFIABLE(
            416,
            "Range not satisfiable",
            "The range contains none of the summary's bytes.",
            "Use the size in the header `Content-Range`."),
    INVALID_OPTION(
            422,
            "Invalid option",
            "Options are unknown, invalid or mutually exclusive, or a callback is not allowed.",
            "Correct each field that `errors` lists."),
    INVALID_VIDEO(
            422,
            "Invalid video",
            "The request has no video, several, or an empty one, or the video that it names does not exist.",
            "Send one video per request: as the body, in the field `video` of a form, or by its name."),
    KEY_REUSED(
            422,
            "Idempotency-Key reused",
            "The `Idempotency-Key` was used for another request.",
            "Use a new key for each request."),
    NO_SUMMARY(
            422,
            "No summary",
            "The job that the request waited for has failed or was cancelled.",
            "Get the job: its `error` says why."),
    QUEUE_FULL(
            429,
            "Queue full",
            "`csta.jobs.max-queued` jobs are waiting.",
            "Try again after the seconds in the header `Retry-After`."),
    TOO_MANY_UPLOADS(
            429,
            "Too many uploads",
            "A hundred uploads are in progress.",
            "Try again after the seconds in the header `Retry-After`."),
    HEADERS_TOO_LARGE(431, "Headers too large", "The headers have more than 20 KiB.", "Send fewer or shorter headers."),
    INTERNAL_ERROR(500, "Internal error", "The service failed.", "The operator finds details in its log."),
    UNAVAILABLE(
            503,
            "Unavailable",
            "The service is starting or stopping.",
            "Try again after the seconds in the header `Retry-After`."),
    BUCKET_UNAVAILABLE(
            503,
            "Bucket unavailable",
            "The bucket does not respond.",
            "Try again after the seconds in the header `Retry-After`."),
    DISK_FULL(
            507,
            "Disk full",
            "Less than `csta.http.min-free-disk` would remain, or the disk is too full to save a change.",
            "Try again after jobs have been removed.");

    /** The path of the page that describes all types. */
    static final String PATH = "/api/problems";

    private final int status;
    private final String title;
    private final String meaning;
    private final String remedy;

    ProblemType(int status, String title, String meaning, String remedy) {
        this.status = status;
        this.title = title;
        this.meaning = meaning;
        this.remedy = remedy;
    }

    /** The only type with a status, for errors that JAX-RS detects; a general one if no type or several types have it. */
    static ProblemType ofStatus(int status) {
        List<ProblemType> types =
                Arrays.stream(values()).filter(type -> type.status == status).toList();
        if (types.size() == 1) {
            return types.get(0);
        }
        return status >= INTERNAL_ERROR.status ? INTERNAL_ERROR : MALFORMED_REQUEST;
    }

    /** The type with a code. */
    static Optional<ProblemType> of(String code) {
        return Arrays.stream(values()).filter(type -> type.code().equals(code)).findFirst();
    }

    /** Its name for programs, such as {@code queue-full}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Identifies it, and leads to its description. */
    public URI uri() {
        return URI.create(PATH + "/" + code());
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** A short description. */
    public String title() {
        return title;
    }

    /** What happened; names of headers and options are in backticks. */
    public String meaning() {
        return meaning;
    }

    /** What to do; names of headers and options are in backticks. */
    public String remedy() {
        return remedy;
    }
}
