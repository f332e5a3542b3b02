package io.csta.service.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An error, as in RFC 9457.
 *
 * @param type identifies the kind of problem, and leads to its description
 * @param code the kind of problem, for programs
 * @param title a short description of the kind
 * @param status the HTTP status
 * @param detail what happened, and what to do
 * @param instance the path of the request
 * @param errors one entry per invalid field; absent if the problem does not concern fields
 */
@Schema(
        description = "An error, as in RFC 9457.",
        requiredProperties = {"type", "code", "title", "status", "detail", "instance"})
@RegisterForReflection(registerFullHierarchy = true)
public record Problem(
        @Schema(examples = "/api/problems/not-found") URI type,
        @Schema(examples = "not-found") String code,
        @Schema(examples = "Not found") String title,
        @Schema(examples = "404") int status,
        @Schema(examples = "no such job") String detail,
        @Schema(examples = "/api/summaries/00000000000000000000000000000000") String instance,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<InvalidField> errors) {

    /** The media type of problems. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** A problem that does not concern single fields. */
    static Problem of(ProblemType type, String detail, String path) {
        return of(type, detail, path, List.of());
    }

    /** A problem with an entry per invalid field. */
    static Problem of(ProblemType type, String detail, String path, List<InvalidField> errors) {
        return new Problem(type.uri(), type.code(), type.title(), type.status(), detail, path, errors);
    }

    /** The same with a status that has no type of its own. */
    Problem withStatus(int other) {
        return new Problem(type, code, title, other, detail, instance, errors);
    }

    /**
     * A field with an unknown name or an invalid value.
     *
     * @param field its name
     * @param detail what is wrong, and what is allowed
     */
    @Schema(
            description = "A field with an unknown name or an invalid value.",
            requiredProperties = {"field", "detail"})
    public record InvalidField(
            @Schema(examples = "ratio") String field, @Schema(examples = "must be between 0 and 1") String detail) {}
}
