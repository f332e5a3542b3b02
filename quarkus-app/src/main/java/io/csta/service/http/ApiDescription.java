package io.csta.service.http;

import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.servers.Server;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The general part of the OpenAPI description. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Camel CSTA",
                        version = "1",
                        description = "Makes long videos short and keeps what matters.",
                        license = @License(name = "Apache-2.0", url = "https://www.apache.org/licenses/LICENSE-2.0")),
        servers = @Server(url = "/", description = "This service."),
        tags = @Tag(name = ApiDescription.TAG, description = "Submitted videos and their summaries."),
        components =
                @Components(
                        responses =
                                @APIResponse(
                                        name = ApiDescription.PROBLEM,
                                        description = "An error, as in RFC 9457.",
                                        content =
                                                @Content(
                                                        mediaType = Problem.MEDIA_TYPE,
                                                        schema = @Schema(implementation = Problem.class),
                                                        examples =
                                                                @ExampleObject(
                                                                        name = "problem",
                                                                        value = ApiDescription.EXAMPLE)))))
public class ApiDescription extends Application {

    /** The tag of all operations. */
    static final String TAG = "Summaries";

    /** The response to all failures. */
    static final String PROBLEM = "Problem";

    static final String EXAMPLE =
            """
            {
              "type": "/api/problems/not-found",
              "code": "not-found",
              "title": "Not found",
              "status": 404,
              "detail": "no such job",
              "instance": "/api/summaries/00000000000000000000000000000000"
            }
            """;

    static final String JOB =
            """
            {
              "id": "5f3c9a0d6a1e4b7c8d2e1f0a9b8c7d6e",
              "state": "queued",
              "source": {"type": "http", "name": "beach.mp4", "size": 7340032},
              "options": {},
              "priority": 0,
              "paused": false,
              "progress": {"stage": "waiting", "fraction": 0.0, "frames_per_second": 0.0},
              "created": "2026-01-01T12:00:00Z",
              "attempts": 0,
              "links": {
                "self": "/api/summaries/5f3c9a0d6a1e4b7c8d2e1f0a9b8c7d6e",
                "events": "/api/summaries/5f3c9a0d6a1e4b7c8d2e1f0a9b8c7d6e/events"
              }
            }
            """;
}
