package io.csta.service.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JobJsonTest {

    static Stream<Source> sources() {
        return Stream.of(
                new Source.Folder(Optional.empty(), Path.of("sub", "a:b ü.mp4"), 7, 1_700_000_000_000L, "ab"),
                new Source.Folder(Optional.of("tv"), Path.of("a.mp4"), 7, 1_700_000_000_000L, "ab"),
                new Source.Bucket(Optional.empty(), "videos", "incoming/../a b.mp4", "\"etag\"", 7, 1_700_000_000_000L),
                new Source.Bucket(Optional.of("archive"), "videos", "a.mp4", "etag", 7, 1_700_000_000L),
                new Source.Upload("holiday 🎬.mp4", 7));
    }

    @ParameterizedTest
    @MethodSource("sources")
    void job_writtenAndRead_isTheSame(Source source) throws IOException {
        Job job = Job.queued(JobId.random(), source, JobRequest.DEFAULTS, Path.of("a.summary.mp4"), Instant.EPOCH);

        Job read = JobJson.MAPPER.readValue(JobJson.MAPPER.writeValueAsBytes(job), Job.class);

        assertThat(read).isEqualTo(job);
    }

    @Test
    void status_withFiles_writtenAndRead_isTheSame() throws IOException {
        JobStatus status = JobStatus.fresh(Instant.EPOCH)
                .paused(true)
                .and(List.of(new KeptFile(Path.of("done", "a.mp4"), 7, 8, Instant.EPOCH)));
        assertThat(JobJson.MAPPER.readValue(JobJson.MAPPER.writeValueAsBytes(status), JobStatus.class))
                .isEqualTo(status);
    }

    @Test
    void status_ofAnEarlierVersion_isRead() throws IOException {
        ObjectNode earlier = JobJson.MAPPER.valueToTree(JobStatus.fresh(Instant.EPOCH));
        earlier.remove(List.of("paused", "files"));
        assertThat(JobJson.MAPPER.treeToValue(earlier, JobStatus.class)).isEqualTo(JobStatus.fresh(Instant.EPOCH));
    }

    @Test
    void source_inTheInbox_isWrittenAsByEarlierVersions() throws IOException {
        String earlier = "{\"type\":\"folder\",\"file\":\"a.mp4\",\"size\":7,\"modified\":8,\"sha256\":\"ab\"}";
        Source source = JobJson.MAPPER.readValue(earlier, Source.class);
        assertThat(source).isEqualTo(new Source.Folder(Optional.empty(), Path.of("a.mp4"), 7, 8, "ab"));
        assertThat(JobJson.MAPPER.readTree(JobJson.MAPPER.writeValueAsBytes(source)))
                .isEqualTo(JobJson.MAPPER.readTree(earlier));
    }

    @Test
    void source_inTheBucketOfS3_isWrittenAsByEarlierVersions() throws IOException {
        String earlier =
                "{\"type\":\"s3\",\"bucket\":\"videos\",\"key\":\"in/a.mp4\",\"etag\":\"e\",\"size\":7,\"modified\":8}";
        Source source = JobJson.MAPPER.readValue(earlier, Source.class);
        assertThat(source).isEqualTo(new Source.Bucket(Optional.empty(), "videos", "in/a.mp4", "e", 7, 8));
        assertThat(JobJson.MAPPER.readTree(JobJson.MAPPER.writeValueAsBytes(source)))
                .isEqualTo(JobJson.MAPPER.readTree(earlier));
    }

    @Test
    void publicName_inANamedBucket_containsItsName() {
        assertThat(new Source.Bucket(Optional.of("archive"), "videos", "in/a.mp4", "e", 7, 8).publicName())
                .isEqualTo("archive:in/a.mp4");
        assertThat(new Source.Bucket(Optional.empty(), "videos", "in/a.mp4", "e", 7, 8).publicName())
                .isEqualTo("in/a.mp4");
    }

    @Test
    void publicName_inANamedFolder_containsTheNameOfTheFolder() {
        assertThat(new Source.Folder(Optional.of("tv"), Path.of("trip", "a.mp4"), 7, 8, "ab").publicName())
                .isEqualTo("tv:trip/a.mp4");
        assertThat(new Source.Folder(Optional.empty(), Path.of("trip", "a.mp4"), 7, 8, "ab").publicName())
                .isEqualTo("trip/a.mp4");
    }
}
