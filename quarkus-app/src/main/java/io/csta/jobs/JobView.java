package io.csta.jobs;

import java.time.Instant;
import java.util.Optional;

/**
 * A job as others may see it: without the service's own paths.
 *
 * @param id 32 hexadecimal digits
 * @param state queued, running, done, failed or cancelled
 * @param source where the video came from
 * @param progress how far it is
 * @param created when it was made
 * @param started when the current or last attempt began
 * @param ended when it was done, given up or stopped
 * @param attempts how many attempts were begun
 * @param result what came of it, if it is done
 * @param error why it was given up, or why the last attempt came to nothing
 * @param links where to go on, relative to the server
 */
public record JobView(
        String id,
        JobState state,
        Origin source,
        JobProgress progress,
        Instant created,
        Optional<Instant> started,
        Optional<Instant> ended,
        int attempts,
        Optional<Result> result,
        Optional<Failure> error,
        Links links) {

    /** Where all jobs are. */
    public static final String PATH = "/api/summaries";

    /**
     * Where a video came from.
     *
     * @param type folder, s3 or http
     * @param name path in the watched folder, key, or name of the uploaded file
     * @param size in bytes
     */
    public record Origin(String type, String name, long size) {}

    /**
     * What came of a job.
     *
     * @param duration of the summary, in seconds
     * @param ratio its part of the video's frames
     * @param frames how many frames it plays
     * @param shots how many shots the video has
     * @param model which model scored it
     */
    public record Result(double duration, double ratio, int frames, int shots, String model) {}

    /**
     * Why an attempt came to nothing.
     *
     * @param type which part of the work failed
     * @param message one line that says what to do about it
     */
    public record Failure(String type, String message) {}

    /**
     * Where to go on.
     *
     * @param self the job
     * @param events its progress, as server-sent events
     * @param video the summary video, if it is there
     * @param summary what is written about it, if it is there
     */
    public record Links(String self, String events, Optional<String> video, Optional<String> summary) {}

    /** What others may see of a job. */
    public static JobView of(Job job) {
        JobStatus status = job.status();
        return new JobView(
                job.id(),
                status.state(),
                origin(job.source()),
                status.progress(),
                job.created(),
                status.started(),
                status.ended(),
                status.attempts(),
                status.result()
                        .map(result -> new Result(
                                result.duration(), result.ratio(), result.frames(), result.shots(), result.model())),
                status.failure().map(failure -> new Failure(failure.type(), failure.message())),
                links(job));
    }

    static Origin origin(Source source) {
        String name = source instanceof Source.Folder folder
                ? folder.file().toString()
                : source instanceof Source.Bucket bucket ? bucket.key() : source.name();
        return new Origin(source.kind(), name, source.size());
    }

    private static Links links(Job job) {
        String self = PATH + "/" + job.id();
        Optional<String> there = job.status().result().map(any -> self);
        return new Links(
                self, self + "/events", there.map(link -> link + "/video"), there.map(link -> link + "/summary.json"));
    }
}
