package io.csta.service.http;

import io.csta.service.config.ServiceConfig;
import io.csta.service.jobs.Job;
import io.csta.service.jobs.JobState;
import io.csta.summary.DurationParser;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.callbacks.Callback;
import org.eclipse.microprofile.openapi.annotations.callbacks.CallbackOperation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** Accepts requests for summaries. */
@Path(JobView.PATH)
@Tag(name = ApiDescription.TAG)
public class SubmissionResource {

    /** The header with the id of the job, for clients that receive a video. */
    static final String JOB_ID = "Job-Id";

    private static final String ANY_VIDEO = "video/*";

    private final SubmissionReader reader;
    private final Submissions submissions;
    private final JobAccess access;
    private final Duration longestWait;

    @Inject
    SubmissionResource(ServiceConfig config, SubmissionReader reader, Submissions submissions, JobAccess access) {
        this.reader = reader;
        this.submissions = submissions;
        this.access = access;
        longestWait = config.http().maxWait();
    }

    /** Submits a video. */
    @POST
    @Blocking
    @Consumes({MediaType.MULTIPART_FORM_DATA, MediaType.APPLICATION_JSON, MediaType.APPLICATION_OCTET_STREAM, ANY_VIDEO
    })
    @Produces({MediaType.APPLICATION_JSON, VideoResource.VIDEO})
    @Operation(
            operationId = "submitVideo",
            summary = "Requests a summary",
            description = "Summarizes a video in the request, in a form or as the body, or a video that the service can"
                    + " access. If the video is the body, its options are in the query.")
    @Callback(
            name = "ended",
            callbackUrlExpression = "{$request.body#/callback}",
            operations =
                    @CallbackOperation(
                            method = "post",
                            summary = "Notifies the client that the job ended",
                            description =
                                    "Sent to the URL in the option callback. Repeated for a day until the response has a status from 200 to 299.",
                            parameters = {
                                @Parameter(
                                        name = "webhook-id",
                                        in = ParameterIn.HEADER,
                                        description = "Identifies the end of the job; the same in retries.",
                                        schema = @Schema(type = SchemaType.STRING)),
                                @Parameter(
                                        name = "webhook-timestamp",
                                        in = ParameterIn.HEADER,
                                        description = "The time of the attempt, in seconds since 1970.",
                                        schema = @Schema(type = SchemaType.STRING)),
                                @Parameter(
                                        name = "webhook-signature",
                                        in = ParameterIn.HEADER,
                                        description = "As in Standard Webhooks, if the operator has set a secret.",
                                        schema = @Schema(type = SchemaType.STRING))
                            },
                            requestBody =
                                    @RequestBody(
                                            required = true,
                                            content =
                                                    @Content(
                                                            mediaType = MediaType.APPLICATION_JSON,
                                                            schema = @Schema(implementation = JobView.class))),
                            responses = @APIResponse(responseCode = "2XX", description = "Received.")))
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = MediaType.MULTIPART_FORM_DATA,
                        schema = @Schema(implementation = SubmissionForm.Upload.class)),
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = SubmissionForm.Named.class),
                        examples = {
                            @ExampleObject(name = "file", value = "{\"file\": \"holidays/beach.mp4\", \"ratio\": 0.1}"),
                            @ExampleObject(
                                    name = "object",
                                    value = "{\"object\": \"incoming/beach.mp4\", \"length\": \"30s\"}")
                        }),
                @Content(mediaType = ANY_VIDEO, schema = @Schema(type = SchemaType.STRING, format = "binary"))
            })
    @APIResponse(
            responseCode = "202",
            description = "The job was created, or already existed.",
            headers =
                    @Header(
                            name = "Location",
                            description = "The path of the job.",
                            schema = @Schema(type = SchemaType.STRING)),
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = JobView.class),
                            examples = @ExampleObject(name = "job", value = ApiDescription.JOB)))
    @APIResponse(
            responseCode = "200",
            description =
                    "The job ended while the request waited: the summary video if the header Accept requests it, or the job.",
            headers = {
                @Header(
                        name = "Location",
                        description = "The path of the job.",
                        schema = @Schema(type = SchemaType.STRING)),
                @Header(name = JOB_ID, description = "The id of the job.", schema = @Schema(type = SchemaType.STRING))
            },
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = JobView.class)),
                @Content(mediaType = VideoResource.VIDEO, schema = @Schema(type = SchemaType.STRING, format = "binary"))
            })
    @APIResponse(responseCode = "400", ref = ApiDescription.PROBLEM)
    @APIResponse(responseCode = "409", ref = ApiDescription.PROBLEM)
    @APIResponse(responseCode = "413", ref = ApiDescription.PROBLEM)
    @APIResponse(responseCode = "415", ref = ApiDescription.PROBLEM)
    @APIResponse(responseCode = "422", ref = ApiDescription.PROBLEM)
    @APIResponse(responseCode = "429", ref = ApiDescription.PROBLEM)
    @APIResponse(responseCode = "503", ref = ApiDescription.PROBLEM)
    @APIResponse(responseCode = "507", ref = ApiDescription.PROBLEM)
    public CompletionStage<Response> submit(
            InputStream body,
            @Parameter(description = "How long to wait for the summary.", example = "60s") @RestQuery("wait")
                    Optional<String> wait,
            @Parameter(description = "The file name, if the request body is the video.", example = "beach.mp4")
                    @RestQuery
                    Optional<String> name,
            @Parameter(
                            description =
                                    "Identifies the request, for example `holiday-2026-1`. Repeating a request with the same"
                                            + " key returns the same job.")
                    @HeaderParam("Idempotency-Key")
                    Optional<String> key,
            @Parameter(hidden = true) @Context HttpHeaders headers,
            @Parameter(hidden = true) @Context UriInfo uri) {
        Duration patience = wait.map(this::patience).orElse(Duration.ZERO);
        Job job;
        try (SummaryRequest request = reader.read(headers, uri.getQueryParameters(), body)) {
            job = submissions.submit(request);
        }
        if (patience.isZero()) {
            return CompletableFuture.completedStage(SummariesResource.accepted(job));
        }
        boolean asVideo = headers.getAcceptableMediaTypes().get(0).isCompatible(MediaType.valueOf(VideoResource.VIDEO))
                && !headers.getAcceptableMediaTypes().get(0).isWildcardType();
        return access.await(job, now -> now.state().isEnd(), patience)
                .thenApply(last -> last.state().isEnd() ? ended(last, asVideo) : SummariesResource.accepted(last));
    }

    private Duration patience(String text) {
        try {
            Duration asked = Duration.ofMillis(Math.round(1000 * DurationParser.seconds(text)));
            return asked.compareTo(longestWait) < 0 ? asked : longestWait;
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("wait", String.valueOf(e.getMessage()));
        }
    }

    private static Response ended(Job job, boolean asVideo) {
        String self = JobView.PATH + "/" + job.id();
        if (!asVideo) {
            return Response.ok(JobView.of(job), MediaType.APPLICATION_JSON)
                    .header(HttpHeaders.CONTENT_LOCATION, self)
                    .header(HttpHeaders.LOCATION, self)
                    .header(JOB_ID, job.id())
                    .build();
        }
        if (job.state() != JobState.DONE) {
            throw ProblemException.of(
                            ProblemType.NO_SUMMARY,
                            "the job has no summary: it is %s%s"
                                    .formatted(
                                            job.state().word(),
                                            JobView.of(job)
                                                    .error()
                                                    .map(error -> "; " + error.message())
                                                    .orElse("")))
                    .with(HttpHeaders.LOCATION, self)
                    .with(JOB_ID, job.id());
        }
        try {
            Response response = VideoDownload.of(
                            job.status().result().orElseThrow().video(),
                            DisplayNames.download(job.source().name()))
                    .orElseThrow(() ->
                            ProblemException.of(ProblemType.GONE, "the summary was removed; submit the video again"))
                    .whole();
            return Response.fromResponse(response)
                    .header(HttpHeaders.LOCATION, self)
                    .header(JOB_ID, job.id())
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
