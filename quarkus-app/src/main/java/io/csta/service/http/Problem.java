package io.csta.service.http;

import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An error, as in RFC 9457.
 *
 * @param type the kind of problem; {@code about:blank} if the status is sufficient
 * @param title a short description
 * @param status the HTTP status
 * @param detail what happened, and what to do
 * @param instance the path of the request
 */
@Schema(description = "An error, as in RFC 9457.")
public record Problem(
        @Schema(examples = "about:blank") URI type,
        @Schema(examples = "Not Found") String title,
        @Schema(examples = "404") int status,
        @Schema(examples = "no such job") String detail,
        @Schema(examples = "/api/summaries/00000000000000000000000000000000") String instance) {

    /** The media type of problems. */
    public static final String MEDIA_TYPE = "application/problem+json";
}
