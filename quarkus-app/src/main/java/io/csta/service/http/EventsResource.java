package io.csta.service.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.csta.service.jobs.Job;
import io.csta.service.jobs.JobJson;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestPath;

/** The progress of a job as events. */
@Path(JobView.PATH)
@Tag(name = ApiDescription.TAG)
public class EventsResource {

    /** Proxies close connections that are idle for a minute. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private static final ObjectWriter ONE_LINE = JobJson.MAPPER.writer().without(SerializationFeature.INDENT_OUTPUT);
    private static final String EXAMPLE =
            """
            event: progress
            data: {"id":"5f3c…","state":"running","progress":{"stage":"features","fraction":0.42}}

            event: end
            data: {"id":"5f3c…","state":"done","progress":{"stage":"ended","fraction":1.0}}
            """;

    private final JobAccess access;
    private final PendingRequests waiting;
    private final Vertx vertx;

    @Inject
    EventsResource(JobAccess access, PendingRequests waiting, Vertx vertx) {
        this.access = access;
        this.waiting = waiting;
        this.vertx = vertx;
    }

    /** Sends the progress of a job until it ends. A client that reads slowly receives fewer events. */
    @GET
    @Path("{id}/events")
    @Blocking
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @ResponseHeader(
            name = "Cache-Control",
            value = {"no-store"})
    @ResponseHeader(
            name = "X-Accel-Buffering",
            value = {"no"})
    @Operation(
            operationId = "watchJob",
            summary = "Watches a job",
            description =
                    "Server-sent events: `progress` on every change, then one `end`. The data of each event is the job"
                            + " as JSON. A comment keeps the connection open while nothing changes.")
    @APIResponse(
            responseCode = "200",
            description = "The events.",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = String.class),
                            examples = @ExampleObject(name = "events", value = EXAMPLE)))
    @APIResponse(responseCode = "404", ref = ApiDescription.PROBLEM)
    @APIResponse(responseCode = "410", ref = ApiDescription.PROBLEM)
    public Multi<OutboundSseEvent> events(@RestPath String id, @Context Sse sse) {
        Job job = access.find(id);
        return Multi.createFrom().emitter(events -> watch(job, events, sse), BackPressureStrategy.LATEST);
    }

    private void watch(Job job, MultiEmitter<? super OutboundSseEvent> events, Sse sse) {
        AutoCloseable subscription = access.subscribe(job, now -> send(now, events, sse));
        long heart = vertx.setPeriodic(
                HEARTBEAT.toMillis(),
                timer -> events.emit(sse.newEventBuilder().comment("alive").build()));
        PendingRequests.Wait wait = waiting.begin(events::complete);
        events.onTermination(() -> {
            wait.close();
            vertx.cancelTimer(heart);
            JobAccess.close(subscription);
        });
        try {
            send(access.find(job.id()), events, sse);
        } catch (ProblemException removedMeanwhile) {
            events.complete();
        }
    }

    private static void send(Job job, MultiEmitter<? super OutboundSseEvent> events, Sse sse) {
        boolean isEnd = job.state().isEnd();
        try {
            events.emit(sse.newEventBuilder()
                    .name(isEnd ? "end" : "progress")
                    .data(ONE_LINE.writeValueAsString(JobView.of(job)))
                    .build());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a job consists of plain values", e);
        }
        if (isEnd) {
            events.complete();
        }
    }
}
