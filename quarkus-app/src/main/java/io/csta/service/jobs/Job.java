package io.csta.service.jobs;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.csta.export.SummaryFiles;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A video to be summarized, and its status. A snapshot; {@link Jobs} has the current one.
 *
 * @param schema the version of this layout, {@value #SCHEMA}
 * @param id 32 hexadecimal digits
 * @param source where the video came from
 * @param request the options of the summary
 * @param output the summary video; its JSON is beside it
 * @param created when the job was created
 * @param status its state, progress and result
 */
@RegisterForReflection(registerFullHierarchy = true)
public record Job(
        String schema, String id, Source source, JobRequest request, Path output, Instant created, JobStatus status) {

    /** The layout of job.json. */
    public static final String SCHEMA = "csta-job/1";

    static Job queued(String id, Source source, JobRequest request, Path output, Instant now) {
        return new Job(SCHEMA, id, source, request, output, now, JobStatus.fresh(now));
    }

    /** The state of the job. */
    @JsonIgnore
    public JobState state() {
        return status.state();
    }

    /** The JSON beside the summary video. */
    @JsonIgnore
    public Path outputJson() {
        return SummaryFiles.of(output).json();
    }

    Job with(JobStatus other) {
        return new Job(schema, id, source, request, output, created, other);
    }

    /** The same with updated data of its source. */
    Job of(Source current) {
        return new Job(schema, id, current, request, output, created, status);
    }

    /** The same with other options. */
    Job with(JobRequest other) {
        return new Job(schema, id, source, other, output, created, status);
    }

    /** The same job, queued as if it had never been attempted. */
    Job again(Source current, JobRequest other, Instant now) {
        return new Job(schema, id, current, other, output, created, status.again(now));
    }
}
