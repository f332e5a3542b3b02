package io.csta.service.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.csta.service.jobs.Job;
import io.csta.service.jobs.JobJson;
import io.csta.service.jobs.JobProgress;
import io.csta.service.jobs.JobResult;
import io.csta.service.jobs.JobState;
import io.csta.service.jobs.JobStatus;
import io.csta.service.jobs.Source;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A job in the API: without the paths of this machine.
 *
 * @param id 32 hexadecimal digits
 * @param state queued, running, done, failed or cancelled
 * @param source where the video came from
 * @param options the options that were requested
 * @param profile the profile that was requested
 * @param priority jobs with a higher one start first
 * @param paused whether it is queued, but does not start until it is resumed
 * @param progress its progress
 * @param created when it was created
 * @param started when the current or last attempt began
 * @param ended when it was done, failed or cancelled
 * @param nextAttempt when it is attempted again, if it is queued after a failure and not paused
 * @param attempts the number of attempts so far
 * @param result its result, if it is done
 * @param error why it or its last attempt failed
 * @param links related resources, relative to the server
 */
@Schema(
        description = "A job.",
        requiredProperties = {
            "id",
            "state",
            "source",
            "options",
            "priority",
            "paused",
            "progress",
            "created",
            "attempts",
            "links"
        })
@RegisterForReflection(registerFullHierarchy = true)
public record JobView(
        String id,
        JobState state,
        Origin source,
        Map<String, Object> options,
        Optional<String> profile,
        int priority,
        boolean paused,
        JobProgress progress,
        Instant created,
        Optional<Instant> started,
        Optional<Instant> ended,
        Optional<Instant> nextAttempt,
        int attempts,
        Optional<Result> result,
        Optional<Failure> error,
        Links links) {

    /** The path of all jobs. */
    public static final String PATH = "/api/summaries";

    /**
     * Where a video came from.
     *
     * @param type folder, s3 or http
     * @param name path in the inbox, key, or name of the uploaded file; for a named folder or bucket after that name and a colon
     * @param size in bytes
     * @param folder the name of the folder, unless it is the inbox
     * @param bucket the name of the bucket in csta.buckets, unless it is that of csta.s3
     */
    @Schema(
            description = "Where a video came from.",
            requiredProperties = {"type", "name", "size"})
    public record Origin(
            @Schema(enumeration = {"folder", "s3", "http"}) String type,
            String name,
            long size,
            Optional<String> folder,
            Optional<String> bucket) {

        static Origin of(Source source) {
            return new Origin(
                    source.kind(),
                    source.publicName(),
                    source.size(),
                    source.as(Source.Folder.class).flatMap(Source.Folder::folder),
                    source.as(Source.Bucket.class).flatMap(Source.Bucket::alias));
        }
    }

    /**
     * The result of a job.
     *
     * @param duration of the summary, in seconds
     * @param ratio the fraction of the video's frames
     * @param frames its number of frames
     * @param shots the number of shots in the video
     * @param model the model that scored it
     * @param video the summary video: its path in the folder for summaries, its key, or the link to it
     */
    @Schema(
            description = "The result of a job.",
            requiredProperties = {"duration", "ratio", "frames", "shots", "model", "video"})
    public record Result(double duration, double ratio, int frames, int shots, String model, String video) {}

    /**
     * Why an attempt failed.
     *
     * @param type the simple name of the exception
     * @param message one line that includes the remedy
     */
    @Schema(
            description = "Why an attempt failed.",
            requiredProperties = {"type", "message"})
    public record Failure(String type, String message) {}

    /**
     * Related resources.
     *
     * @param self the job
     * @param events its progress, as server-sent events
     * @param video the summary video, if it exists
     * @param summary its JSON, if it exists
     */
    @Schema(
            description = "Related resources, relative to the server.",
            requiredProperties = {"self", "events"})
    public record Links(String self, String events, Optional<String> video, Optional<String> summary) {}

    /** A job in the API. */
    public static JobView of(Job job) {
        JobStatus status = job.status();
        return new JobView(
                job.id(),
                status.state(),
                Origin.of(job.source()),
                RequestOptions.chosen(job.request().options()),
                job.request().profile(),
                job.request().priority(),
                status.paused(),
                status.progress(),
                job.created(),
                status.started(),
                status.ended(),
                Optional.of(status.due()).filter(due -> status.isWaiting() && status.attempts() > 0),
                status.attempts(),
                status.result().map(result -> result(job, result)),
                status.failure().map(failure -> new Failure(failure.type(), failure.message())),
                links(job));
    }

    private static Result result(Job job, JobResult result) {
        boolean isLinked = job.source() instanceof Source.Upload;
        return new Result(
                result.duration(),
                result.ratio(),
                result.frames(),
                result.shots(),
                result.model(),
                isLinked ? video(job) : result.publicName());
    }

    private static String video(Job job) {
        return PATH + "/" + job.id() + "/video";
    }

    /** The same as JSON. */
    public static byte[] json(Job job) {
        try {
            return JobJson.MAPPER.writeValueAsBytes(of(job));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a job consists of plain values", e);
        }
    }

    private static Links links(Job job) {
        String self = PATH + "/" + job.id();
        Optional<String> there = job.status().result().map(any -> self);
        return new Links(
                self, self + "/events", there.map(link -> link + "/video"), there.map(link -> link + "/summary.json"));
    }
}
