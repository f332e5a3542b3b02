package io.csta.service.http;

import io.csta.service.config.Hours;
import io.csta.service.config.ServiceConfig;
import io.csta.service.jobs.JobState;
import io.csta.service.jobs.Jobs;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Shows, pauses and resumes the queue. */
@Path("/api/queue")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = ApiDescription.TAG)
public class QueueResource {

    private final Jobs jobs;
    private final int concurrent;
    private final Optional<Hours> hours;

    @Inject
    QueueResource(Jobs jobs, ServiceConfig config) {
        this.jobs = jobs;
        concurrent = config.jobs().concurrent();
        hours = config.jobs().hours().map(Hours::parse);
    }

    /**
     * The queue.
     *
     * @param paused whether no job starts
     * @param queued the number of queued jobs
     * @param running the number of running jobs
     * @param concurrent the number of jobs that run at once
     * @param opens when jobs start again, if {@code csta.jobs.hours} is why none starts now
     */
    @Schema(
            name = "Queue",
            description = "The queue.",
            requiredProperties = {"paused", "queued", "running", "concurrent"})
    public record QueueView(
            @Schema(description = "Whether no job starts.") boolean paused,
            @Schema(description = "The number of queued jobs.") long queued,
            @Schema(description = "The number of running jobs.") long running,
            @Schema(description = "The number of jobs that run at once.") int concurrent,
            @Schema(description = "When jobs start again, if it is outside of their hours.") Optional<Instant> opens) {}

    /** Shows the queue. */
    @GET
    @Operation(operationId = "getQueue", summary = "Shows the queue")
    @APIResponse(responseCode = "200", description = "The queue.")
    public QueueView get() {
        return new QueueView(jobs.isPaused(), count(JobState.QUEUED), count(JobState.RUNNING), concurrent, opens());
    }

    private Optional<Instant> opens() {
        ZonedDateTime now = ZonedDateTime.now(ZoneId.systemDefault());
        return hours.map(open -> open.next(now)).filter(now::isBefore).map(ZonedDateTime::toInstant);
    }

    /** Starts no more jobs. */
    @POST
    @Path("pause")
    @Blocking
    @Operation(
            operationId = "pauseQueue",
            summary = "Pauses the queue",
            description =
                    "No more jobs start, also after a restart. Running jobs continue, and videos are still accepted.")
    @APIResponse(responseCode = "200", description = "The queue.")
    @APIResponse(responseCode = "507", ref = ApiDescription.PROBLEM)
    public QueueView pause() {
        jobs.pauseQueue();
        return get();
    }

    /** Starts jobs again. */
    @POST
    @Path("resume")
    @Blocking
    @Operation(operationId = "resumeQueue", summary = "Resumes the queue")
    @APIResponse(responseCode = "200", description = "The queue.")
    @APIResponse(responseCode = "507", ref = ApiDescription.PROBLEM)
    public QueueView resume() {
        jobs.resumeQueue();
        return get();
    }

    private long count(JobState state) {
        return jobs.all().stream().filter(job -> job.state() == state).count();
    }
}
