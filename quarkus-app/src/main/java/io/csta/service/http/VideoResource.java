package io.csta.service.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.csta.service.jobs.Job;
import io.csta.service.jobs.JobJson;
import io.csta.service.jobs.JobResult;
import io.csta.service.jobs.JobState;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** The result of a job: the summary video and its JSON. */
@Path(JobView.PATH)
@Tag(name = ApiDescription.TAG)
public class VideoResource {

    /** The media type of summaries. */
    static final String VIDEO = "video/mp4";

    private final JobAccess access;

    @Inject
    VideoResource(JobAccess access) {
        this.access = access;
    }

    /** The summary video, or the requested part of it. */
    @GET
    @Path("{id}/video")
    @Produces(VIDEO)
    @Operation(
            operationId = "getVideo",
            summary = "Downloads a summary",
            description =
                    "The summary video, or a range of its bytes, so that players can seek and downloads can be resumed.")
    @APIResponse(
            responseCode = "200",
            description = "The whole summary video.",
            headers = {
                @Header(
                        name = "ETag",
                        description = "Changes when the file does.",
                        schema = @Schema(type = SchemaType.STRING)),
                @Header(
                        name = "Content-Disposition",
                        description = "The file name of the summary.",
                        schema = @Schema(type = SchemaType.STRING))
            },
            content = @Content(mediaType = VIDEO, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(
            responseCode = "206",
            description = "The requested range of bytes.",
            content = @Content(mediaType = VIDEO, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "304", description = "The client has this version of the file.")
    @APIResponse(responseCode = "404", ref = ApiDescription.PROBLEM)
    @APIResponse(responseCode = "409", ref = ApiDescription.PROBLEM)
    @APIResponse(responseCode = "410", ref = ApiDescription.PROBLEM)
    @APIResponse(responseCode = "412", ref = ApiDescription.PROBLEM)
    @APIResponse(responseCode = "416", ref = ApiDescription.PROBLEM)
    @Parameter(name = HttpHeaders.IF_NONE_MATCH, in = ParameterIn.HEADER, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = HttpHeaders.IF_MATCH, in = ParameterIn.HEADER, schema = @Schema(type = SchemaType.STRING))
    public Response video(
            @RestPath String id,
            @Parameter(description = "One range of bytes.", example = "bytes=0-1023") @HeaderParam("Range")
                    Optional<String> range,
            @HeaderParam("If-Range") Optional<String> ifRange,
            @Context Request request)
            throws IOException {
        return file(id).answer(request, range, ifRange);
    }

    /** The headers of the summary video. */
    @HEAD
    @Path("{id}/video")
    @Produces(VIDEO)
    @Operation(operationId = "headVideo", summary = "Shows the headers of a summary")
    @APIResponse(responseCode = "200", description = "Size, ETag and name of the summary video.")
    @APIResponse(responseCode = "404", description = "No such job.")
    @APIResponse(responseCode = "409", description = "The job is not done.")
    @APIResponse(responseCode = "410", description = "The job was removed.")
    @Parameter(name = HttpHeaders.IF_NONE_MATCH, in = ParameterIn.HEADER, schema = @Schema(type = SchemaType.STRING))
    public Response videoHead(@RestPath String id, @Context Request request) throws IOException {
        return file(id).head(request);
    }

    private VideoDownload file(String id) throws IOException {
        Job job = access.find(id);
        return VideoDownload.of(
                        result(job).video(), DisplayNames.download(job.source().name()))
                .orElseThrow(VideoResource::gone);
    }

    /** The JSON of the summary, with names instead of paths. */
    @GET
    @Path("{id}/summary.json")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "getSummary",
            summary = "Shows the JSON of a summary",
            description = "Scores, shots, chosen segments and timings, in the layout csta-summary/1.")
    @APIResponse(
            responseCode = "200",
            description = "The summary's description.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "Summary"),
                            example = "{\"schema\":\"csta-summary/1\",\"summary\":{\"duration\":4.5,\"ratio\":0.15}}"))
    @APIResponse(responseCode = "404", ref = ApiDescription.PROBLEM)
    @APIResponse(responseCode = "409", ref = ApiDescription.PROBLEM)
    @APIResponse(responseCode = "410", ref = ApiDescription.PROBLEM)
    public Response summary(@RestPath String id) throws IOException {
        Job job = access.find(id);
        JsonNode text;
        try {
            text = JobJson.MAPPER.readTree(result(job).json().toFile());
        } catch (NoSuchFileException | FileNotFoundException e) {
            throw gone();
        }
        if (text.path("video") instanceof ObjectNode video) {
            video.put("file", job.source().publicName());
        }
        if (text.path("summary") instanceof ObjectNode summary) {
            summary.put(
                    "file",
                    result(job)
                            .name()
                            .orElseGet(() -> DisplayNames.download(job.source().name())));
        }
        return Response.ok(JobJson.MAPPER.writeValueAsBytes(text), MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .build();
    }

    private static JobResult result(Job job) {
        if (job.state() != JobState.DONE) {
            throw ProblemException.of(
                    ProblemType.WRONG_STATE,
                    "the job is %s; only jobs that are done have a summary"
                            .formatted(job.state().word()));
        }
        return job.status().result().orElseThrow(VideoResource::gone);
    }

    private static ProblemException gone() {
        return ProblemException.of(ProblemType.GONE, "the summary was removed; submit the video again");
    }
}
