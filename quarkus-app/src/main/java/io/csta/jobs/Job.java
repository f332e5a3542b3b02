package io.csta.jobs;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A video to be summarized, and what has become of it so far. A snapshot; {@link Jobs} has the current one.
 *
 * @param schema the version of this layout, {@value #SCHEMA}
 * @param id 32 hexadecimal digits
 * @param source where the video came from
 * @param request what is wanted
 * @param output where the summary video goes; its JSON goes beside it
 * @param created when the job was made
 * @param status what has become of it
 */
public record Job(
        String schema, String id, Source source, JobRequest request, Path output, Instant created, JobStatus status) {

    /** The layout of job.json. */
    public static final String SCHEMA = "csta-job/1";

    static Job queued(String id, Source source, JobRequest request, Path output, Instant now) {
        return new Job(SCHEMA, id, source, request, output, now, JobStatus.fresh(now));
    }

    /** Where the job stands. */
    @JsonIgnore
    public JobState state() {
        return status.state();
    }

    /** The JSON beside the summary video. */
    @JsonIgnore
    public Path outputJson() {
        String name = output.getFileName().toString();
        return output.resolveSibling(name.replaceFirst("\\.mp4$", "") + ".json");
    }

    Job with(JobStatus other) {
        return new Job(schema, id, source, request, output, created, other);
    }

    /** The same with a newer sight of its source. */
    Job of(Source current) {
        return new Job(schema, id, current, request, output, created, status);
    }

    /** The same, with something special wanted of it. */
    Job wanting(JobRequest wanted) {
        return new Job(schema, id, source, wanted, output, created, status);
    }

    /** The same video and its job, waiting as if nothing had been tried. */
    Job again(Source current, JobRequest wanted, Instant now) {
        return new Job(schema, id, current, wanted, output, created, JobStatus.fresh(now));
    }
}
