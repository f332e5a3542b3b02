package io.csta.service.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JobJsonTest {

    static Stream<Source> sources() {
        return Stream.of(
                new Source.Folder(Path.of("sub", "a:b ü.mp4"), 7, 1_700_000_000_000L, "ab"),
                new Source.Bucket("videos", "incoming/../a b.mp4", "\"etag\"", 7, 1_700_000_000_000L),
                new Source.Upload("holiday 🎬.mp4", 7));
    }

    @ParameterizedTest
    @MethodSource("sources")
    void job_writtenAndRead_isTheSame(Source source) throws IOException {
        Job job = Job.queued(JobId.random(), source, JobRequest.DEFAULTS, Path.of("a.summary.mp4"), Instant.EPOCH);

        Job read = JobJson.MAPPER.readValue(JobJson.MAPPER.writeValueAsBytes(job), Job.class);

        assertThat(read).isEqualTo(job);
    }
}
