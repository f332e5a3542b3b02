package io.csta.service.http;

import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What went wrong, as RFC 9457 has it.
 *
 * @param type what kind of problem it is; {@code about:blank} where the status says it all
 * @param title the same in words
 * @param status the HTTP status
 * @param detail what was found, and what would be right
 * @param instance the path that was asked for
 */
@Schema(description = "What went wrong, as RFC 9457 has it.")
public record Problem(
        @Schema(examples = "about:blank") URI type,
        @Schema(examples = "Not Found") String title,
        @Schema(examples = "404") int status,
        @Schema(examples = "there is no job of this id") String detail,
        @Schema(examples = "/api/summaries/00000000000000000000000000000000") String instance) {

    /** The media type of problems. */
    public static final String MEDIA_TYPE = "application/problem+json";
}
