package io.csta.service.http;

import io.csta.OutputException;
import io.csta.service.jobs.Job;
import io.csta.service.jobs.JobState;
import io.csta.service.jobs.Jobs;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Lists, shows, cancels, retries and removes jobs. */
@Path(JobView.PATH)
@Tag(name = ApiDescription.TAG)
@Produces(MediaType.APPLICATION_JSON)
public class SummariesResource {

    private static final int MOST = 500;
    private static final Duration SETTLING = Duration.ofSeconds(5);

    private final Jobs jobs;
    private final JobAccess access;

    @Inject
    SummariesResource(Jobs jobs, JobAccess access) {
        this.jobs = jobs;
        this.access = access;
    }

    /** Lists jobs, newest first. */
    @GET
    @Operation(operationId = "listJobs", summary = "Lists jobs", description = "Newest first.")
    @APIResponse(
            responseCode = "200",
            description = "A page of jobs; the header Link contains the other pages.",
            headers =
                    @Header(
                            name = "Link",
                            description = "first, prev, next, last",
                            schema = @Schema(type = SchemaType.STRING)),
            content = @Content(schema = @Schema(implementation = JobPage.class)))
    @APIResponse(responseCode = "422", ref = ApiDescription.PROBLEM)
    public Response list(
            @BeanParam JobFilter filter,
            @Parameter(
                            description =
                                    "The page after the one whose 'next' this is. Jobs that are created or removed meanwhile do not move it.")
                    @RestQuery
                    Optional<String> cursor,
            @Parameter(description = "The number of newer jobs to skip.", schema = @Schema(type = SchemaType.INTEGER))
                    @RestQuery
                    @DefaultValue("0")
                    String offset,
            @Parameter(
                            description = "The maximum number of jobs, 1 to 500.",
                            schema = @Schema(type = SchemaType.INTEGER))
                    @RestQuery
                    @DefaultValue("50")
                    String limit,
            @Parameter(hidden = true) @Context UriInfo uri) {
        List<Job> wanted = filter.of(jobs.all());
        int most = number("limit", limit, 1, MOST);
        JobPage page = cursor.map(last -> JobPage.ofCursor(wanted, last, most))
                .orElseGet(() -> JobPage.ofOffset(wanted, number("offset", offset, 0, Integer.MAX_VALUE), most));
        return Response.ok(page).links(page.links(uri)).build();
    }

    /** Removes jobs that have ended. */
    @DELETE
    @Blocking
    @Operation(
            operationId = "deleteJobs",
            summary = "Removes jobs that have ended",
            description =
                    "With the files that the service stores for them. Other jobs are left as they are. At least one parameter is required.")
    @APIResponse(
            responseCode = "200",
            description = "The jobs that were removed.",
            content = @Content(schema = @Schema(implementation = BulkResult.class)))
    @APIResponse(responseCode = "422", ref = ApiDescription.PROBLEM)
    @APIResponse(responseCode = "507", ref = ApiDescription.PROBLEM)
    public BulkResult deleteAll(@BeanParam JobFilter filter, @Parameter(hidden = true) @Context UriInfo uri) {
        return change(filter, uri, job -> isSettled(job) && jobs.remove(job.id()));
    }

    /** Retries jobs. */
    @POST
    @Path("retry")
    @Blocking
    @Operation(
            operationId = "retryJobs",
            summary = "Retries failed or cancelled jobs",
            description =
                    "Other jobs are left as they are. At least one parameter is required, for example state=failed.")
    @APIResponse(
            responseCode = "200",
            description = "The jobs that are queued again.",
            content = @Content(schema = @Schema(implementation = BulkResult.class)))
    @APIResponse(responseCode = "422", ref = ApiDescription.PROBLEM)
    @APIResponse(responseCode = "507", ref = ApiDescription.PROBLEM)
    public BulkResult retryAll(@BeanParam JobFilter filter, @Parameter(hidden = true) @Context UriInfo uri) {
        return change(filter, uri, job -> jobs.retry(job.id()).isPresent());
    }

    /** Changes jobs until the disk is full; only if that prevents the first change, the request fails. */
    private BulkResult change(JobFilter filter, UriInfo uri, Predicate<Job> change) {
        JobFilter.requireOnlyFilters(uri.getQueryParameters());
        List<Job> selected = filter.of(jobs.all());
        List<String> changed = new ArrayList<>();
        for (Job job : selected) {
            try {
                if (change.test(job)) {
                    changed.add(job.id());
                }
            } catch (OutputException e) {
                if (changed.isEmpty()) {
                    throw e;
                }
                break;
            }
        }
        return BulkResult.of(selected.size(), changed);
    }

    private static int number(String name, String text, int least, int most) {
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw ProblemException.invalid(name, "not a number: %s".formatted(DisplayNames.of(text)));
        }
        throw ProblemException.invalid(name, "must be between %d and %d".formatted(least, most));
    }

    /** Shows a job. */
    @GET
    @Path("{id}")
    @Operation(operationId = "getJob", summary = "Shows a job")
    @APIResponse(
            responseCode = "200",
            description = "The job.",
            content =
                    @Content(
                            schema = @Schema(implementation = JobView.class),
                            examples = @ExampleObject(name = "job", value = ApiDescription.JOB)))
    @APIResponse(responseCode = "404", ref = ApiDescription.PROBLEM)
    @APIResponse(responseCode = "410", ref = ApiDescription.PROBLEM)
    public JobView get(@RestPath String id) {
        return JobView.of(access.find(id));
    }

    /** Cancels a job, or removes one that has ended. */
    @DELETE
    @Path("{id}")
    @Blocking
    @Operation(
            operationId = "deleteJob",
            summary = "Cancels or removes a job",
            description =
                    "Cancels a job that has not ended. Removes a job that has, with the files that the service stores for it.")
    @APIResponse(
            responseCode = "202",
            description = "The job was cancelled.",
            content = @Content(schema = @Schema(implementation = JobView.class)))
    @APIResponse(responseCode = "204", description = "The job was removed.")
    @APIResponse(responseCode = "404", ref = ApiDescription.PROBLEM)
    @APIResponse(responseCode = "409", ref = ApiDescription.PROBLEM)
    @APIResponse(responseCode = "410", ref = ApiDescription.PROBLEM)
    @APIResponse(responseCode = "507", ref = ApiDescription.PROBLEM)
    public CompletionStage<Response> delete(@RestPath String id) {
        Job job = access.find(id);
        return jobs.cancel(id)
                .map(stopped -> CompletableFuture.<Response>completedStage(accepted(stopped)))
                .orElseGet(() -> access.await(job, SummariesResource::isSettled, SETTLING)
                        .thenApply(this::remove));
    }

    private Response remove(Job job) {
        if (!isSettled(job)) {
            throw unsettled();
        }
        jobs.remove(job.id());
        return Response.noContent().build();
    }

    private static ProblemException unsettled() {
        return ProblemException.of(
                        ProblemType.WRONG_STATE,
                        "the job ended, but its source has not been notified yet; try again later")
                .later(SETTLING);
    }

    private static boolean isSettled(Job job) {
        return job.state().isEnd() && job.status().settled();
    }

    /** Cancels a job. */
    @POST
    @Path("{id}/cancel")
    @Operation(operationId = "cancelJob", summary = "Cancels a job", description = "Cancels a job that has not ended.")
    @APIResponse(
            responseCode = "202",
            description = "The job was cancelled.",
            content = @Content(schema = @Schema(implementation = JobView.class)))
    @APIResponse(responseCode = "404", ref = ApiDescription.PROBLEM)
    @APIResponse(responseCode = "409", ref = ApiDescription.PROBLEM)
    @APIResponse(responseCode = "410", ref = ApiDescription.PROBLEM)
    @APIResponse(responseCode = "507", ref = ApiDescription.PROBLEM)
    public Response cancel(@RestPath String id) {
        Job job = access.find(id);
        return jobs.cancel(id)
                .map(SummariesResource::accepted)
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.WRONG_STATE,
                        "the job has ended (%s) and cannot be cancelled"
                                .formatted(job.state().word())));
    }

    /** Retries a job. */
    @POST
    @Path("{id}/retry")
    @Blocking
    @Operation(
            operationId = "retryJob",
            summary = "Retries a job",
            description = "Requeues a failed or cancelled job. Waits for up to 5 s until its source has been notified.")
    @APIResponse(
            responseCode = "202",
            description = "The job is queued.",
            content = @Content(schema = @Schema(implementation = JobView.class)))
    @APIResponse(responseCode = "404", ref = ApiDescription.PROBLEM)
    @APIResponse(responseCode = "409", ref = ApiDescription.PROBLEM)
    @APIResponse(responseCode = "410", ref = ApiDescription.PROBLEM)
    @APIResponse(responseCode = "507", ref = ApiDescription.PROBLEM)
    public CompletionStage<Response> retry(@RestPath String id) {
        Job job = access.find(id);
        CompletionStage<Job> ended = isRetryable(job)
                ? access.await(job, now -> !isRetryable(now) || isSettled(now), SETTLING)
                : CompletableFuture.completedStage(job);
        return ended.thenApplyAsync(
                any -> jobs.retry(id).map(SummariesResource::accepted).orElseThrow(() -> cannotRetry(access.find(id))));
    }

    /** Pauses a job. */
    @POST
    @Path("{id}/pause")
    @Blocking
    @Operation(
            operationId = "pauseJob",
            summary = "Pauses a queued job",
            description = "It does not start until it is resumed, also after a restart. Other jobs start before it.")
    @APIResponse(
            responseCode = "200",
            description = "The job.",
            content = @Content(schema = @Schema(implementation = JobView.class)))
    @APIResponse(responseCode = "404", ref = ApiDescription.PROBLEM)
    @APIResponse(responseCode = "409", ref = ApiDescription.PROBLEM)
    @APIResponse(responseCode = "410", ref = ApiDescription.PROBLEM)
    @APIResponse(responseCode = "507", ref = ApiDescription.PROBLEM)
    public JobView pause(@RestPath String id) {
        return queued(jobs.pause(access.find(id).id()), id, "paused");
    }

    /** Resumes a job. */
    @POST
    @Path("{id}/resume")
    @Blocking
    @Operation(
            operationId = "resumeJob",
            summary = "Resumes a paused job",
            description = "It starts when it is its turn. A job that is queued and not paused is left as it is.")
    @APIResponse(
            responseCode = "200",
            description = "The job.",
            content = @Content(schema = @Schema(implementation = JobView.class)))
    @APIResponse(responseCode = "404", ref = ApiDescription.PROBLEM)
    @APIResponse(responseCode = "409", ref = ApiDescription.PROBLEM)
    @APIResponse(responseCode = "410", ref = ApiDescription.PROBLEM)
    @APIResponse(responseCode = "507", ref = ApiDescription.PROBLEM)
    public JobView resume(@RestPath String id) {
        return queued(jobs.resume(access.find(id).id()), id, "resumed");
    }

    private JobView queued(Optional<Job> changed, String id, String change) {
        return changed.map(JobView::of)
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.WRONG_STATE,
                        "the job is %s; only queued jobs can be %s"
                                .formatted(access.find(id).state().word(), change)));
    }

    private static boolean isRetryable(Job job) {
        return job.state() == JobState.FAILED || job.state() == JobState.CANCELLED;
    }

    private static ProblemException cannotRetry(Job job) {
        return isRetryable(job)
                ? unsettled()
                : ProblemException.of(
                        ProblemType.WRONG_STATE,
                        "the job is %s; only failed or cancelled jobs can be retried"
                                .formatted(job.state().word()));
    }

    /** The response while the job continues: the job and its path. */
    static Response accepted(Job job) {
        JobView view = JobView.of(job);
        return Response.accepted(view)
                .header(HttpHeaders.LOCATION, view.links().self())
                .header(SubmissionResource.JOB_ID, view.id())
                .type(MediaType.APPLICATION_JSON)
                .build();
    }
}
