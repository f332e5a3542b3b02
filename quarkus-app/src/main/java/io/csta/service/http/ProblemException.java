package io.csta.service.http;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Ends a request with an error. The message is for the client. */
public final class ProblemException extends RuntimeException {

    private static final int INSUFFICIENT_STORAGE = 507;
    private static final int UNPROCESSABLE = 422;
    private static final int TOO_MANY = 429;

    private final int status;
    private final String title;
    private final transient Map<String, String> headers;

    private ProblemException(int status, String title, String detail, Map<String, String> headers) {
        super(detail);
        this.status = status;
        this.title = title;
        this.headers = headers;
    }

    static ProblemException of(Status status, String detail) {
        return new ProblemException(status.getStatusCode(), status.getReasonPhrase(), detail, Map.of());
    }

    static ProblemException of(int status, String title, String detail) {
        return new ProblemException(status, title, detail, Map.of());
    }

    /** The request is well-formed but cannot be processed. */
    static ProblemException impossible(String detail) {
        return new ProblemException(UNPROCESSABLE, "Unprocessable Content", detail, Map.of());
    }

    static ProblemException tooLarge(long most) {
        return of(
                Status.REQUEST_ENTITY_TOO_LARGE,
                "the body has more than %d bytes (csta.http.max-upload)".formatted(most));
    }

    static ProblemException noSpace() {
        return new ProblemException(
                INSUFFICIENT_STORAGE,
                "Insufficient Storage",
                "out of disk space; try again after jobs have been removed",
                Map.of());
    }

    static ProblemException tooMany(String detail, Duration later) {
        return new ProblemException(TOO_MANY, "Too Many Requests", detail, Map.of()).later(later);
    }

    /** The same with the time to try again. */
    ProblemException later(Duration later) {
        return with(HttpHeaders.RETRY_AFTER, Long.toString(later.toSeconds()));
    }

    /** The same with one more header. */
    ProblemException with(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new ProblemException(status, title, detail(), Map.copyOf(more));
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }

    String detail() {
        return String.valueOf(getMessage());
    }

    Map<String, String> headers() {
        return headers;
    }
}
