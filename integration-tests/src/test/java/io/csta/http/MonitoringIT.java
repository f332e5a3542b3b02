package io.csta.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class MonitoringIT {

    private final Client client = Shared.CLIENT;

    @Test
    void health_saysWhatIsReady() {
        client.get("/q/health/live").is(200);
        JsonNode ready = client.get("/q/health/ready").is(200).json();
        assertThat(ready.path("status").asText()).isEqualTo("UP");
        assertThat(ready.path("checks"))
                .extracting(check -> check.path("name").asText())
                .contains("routes", "model", "disk space", "bucket");
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
