package io.csta.service.http;

import io.csta.service.http.Problem.InvalidField;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Ends a request with an error. The message is for the client. */
public final class ProblemException extends RuntimeException {

    private final ProblemType type;
    private final transient List<InvalidField> errors;
    private final transient Map<String, String> headers;

    private ProblemException(ProblemType type, String detail, List<InvalidField> errors, Map<String, String> headers) {
        super(detail);
        this.type = type;
        this.errors = errors;
        this.headers = headers;
    }

    static ProblemException of(ProblemType type, String detail) {
        return new ProblemException(type, detail, List.of(), Map.of());
    }

    /** Some options are invalid. */
    static ProblemException invalid(String detail) {
        return of(ProblemType.INVALID_OPTION, detail);
    }

    /** An option is invalid. */
    static ProblemException invalid(String field, String detail) {
        return invalid(List.of(new InvalidField(field, detail)));
    }

    /** All invalid options, at least one. */
    static ProblemException invalid(List<InvalidField> errors) {
        String detail = errors.stream()
                .map(error -> "%s: %s".formatted(error.field(), error.detail()))
                .collect(Collectors.joining("; "));
        return new ProblemException(ProblemType.INVALID_OPTION, detail, List.copyOf(errors), Map.of());
    }

    static ProblemException tooLarge(long most) {
        return of(ProblemType.TOO_LARGE, "the body has more than %d bytes (csta.http.max-upload)".formatted(most));
    }

    static ProblemException noSpace() {
        return of(ProblemType.DISK_FULL, "out of disk space; try again after jobs have been removed");
    }

    /** The same with the time to try again. */
    ProblemException later(Duration later) {
        return with(HttpHeaders.RETRY_AFTER, Long.toString(later.toSeconds()));
    }

    /** The same with one more header. */
    ProblemException with(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new ProblemException(type, detail(), errors, Map.copyOf(more));
    }

    ProblemType type() {
        return type;
    }

    String detail() {
        return String.valueOf(getMessage());
    }

    List<InvalidField> errors() {
        return errors;
    }

    Map<String, String> headers() {
        return headers;
    }
}
