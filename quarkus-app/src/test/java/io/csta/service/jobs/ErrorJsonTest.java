package io.csta.service.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErrorJsonTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir
    Path folder;

    private final Job queued = Job.queued(
            "0123456789abcdef0123456789abcdef",
            new Source.Upload("a.mp4", 1),
            JobRequest.DEFAULTS,
            Path.of("a.summary.mp4"),
            NOW);

    @Test
    void cancelledJob_hasAMessage() throws IOException {
        JsonNode json =
                JobJson.MAPPER.readTree(ErrorJson.of(queued.with(queued.status().cancelled(NOW))));
        assertThat(json.path("state").asText()).isEqualTo("cancelled");
        assertThat(json.path("type").asText()).isEqualTo("Cancelled");
        assertThat(json.path("message").asText()).contains("cancelled", "csta jobs retry " + queued.id());
    }

    @Test
    void file_namesItsJob() throws IOException {
        Path file = folder.resolve("a.mp4.error.json");
        assertThat(ErrorJson.job(file)).isEmpty();
        ErrorJson.write(queued.with(queued.status().cancelled(NOW)), file);
        assertThat(ErrorJson.job(file)).contains(queued.id());
        Files.writeString(file, "{");
        assertThat(ErrorJson.job(file)).isEmpty();
    }
}
