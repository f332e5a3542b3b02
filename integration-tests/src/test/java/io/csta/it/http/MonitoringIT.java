package io.csta.it.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock(Shared.LOCK)
class MonitoringIT {

    private final Client client = Shared.CLIENT;

    @Test
    void health_saysWhatIsReady() {
        client.get("/q/health/live").is(200);
        JsonNode ready = client.get("/q/health/ready").is(200).json();
        assertThat(ready.path("status").asText()).isEqualTo("UP");
        assertThat(ready.path("checks"))
                .extracting(check -> check.path("name").asText())
                .contains("routes", "model", "arithmetic", "disk space", "bucket");
        assertThat(ready.path("checks"))
                .filteredOn(check -> check.path("name").asText().equals("arithmetic"))
                .singleElement()
                .satisfies(check -> {
                    assertThat(check.path("status").asText()).isEqualTo("UP");
                    assertThat(check.at("/data/arithmetic").asText()).startsWith("correct");
                });
    }

    @Test
    void log_atStart_hasTheEssenceInOneLine() {
        assertThat(Shared.SERVICE.log().lines().filter(line -> line.contains("Camel CSTA ")))
                .singleElement()
                .asString()
                .containsPattern("Camel CSTA \\d\\S*: Java \\d\\S*, ONNX Runtime \\d\\S* on \\w+ with \\d+ threads?, ")
                .containsPattern("arithmetic correct.*, FFmpeg \\d\\S*, model starter");
    }

    @Test
    void metrics_tellJobsStagesAndUploads() {
        client.end(client.submit(FormBody.of(Clips.TINY)).path("id").asText());
        assertThat(client.get("/q/metrics").is(200).text())
                .contains(
                        "csta_jobs{source=\"http\",state=\"done\"}",
                        "csta_jobs{source=\"folder\",state=\"queued\"}",
                        "csta_queue_age_seconds",
                        "csta_frames_per_second",
                        "csta_upload_bytes_total")
                .containsPattern("csta_stage_seconds_count\\{[^}]*stage=\"features\"\\} [1-9]");
    }
}
