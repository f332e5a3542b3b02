package io.csta.it.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.csta.it.service.Service;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock(Shared.LOCK)
class MonitoringIT {

    private final Client client = Shared.CLIENT;

    @Test
    void health_saysWhatIsReady() {
        client.get("/q/health/live").is(200);
        await().atMost(Duration.ofMinutes(2))
                .until(() -> client.get("/q/health/ready").text().contains("correct"));
        JsonNode ready = client.get("/q/health/ready").is(200).json();
        assertThat(ready.path("status").asText()).isEqualTo("UP");
        assertThat(ready.path("checks"))
                .extracting(check -> check.path("name").asText())
                .containsExactlyInAnyOrder("routes", "model", "arithmetic", "disk space", "queue");
        assertThat(check(ready, "disk space").at("/data/free").asLong()).isGreaterThan(1 << 20);
        assertThat(check(ready, "disk space").at("/data/reserve").asLong()).isEqualTo(1 << 20);
        assertThat(check(ready, "queue").at("/data/limit").asInt()).isEqualTo(1000);
        assertThat(check(ready, "model").at("/data/model").asText()).isEqualTo("starter");
        assertThat(ready.path("checks"))
                .filteredOn(check -> check.path("name").asText().equals("arithmetic"))
                .singleElement()
                .satisfies(check -> {
                    assertThat(check.path("status").asText()).isEqualTo("UP");
                    assertThat(check.at("/data/arithmetic").asText()).startsWith("correct");
                });
    }

    private static JsonNode check(JsonNode health, String name) {
        return StreamSupport.stream(health.path("checks").spliterator(), false)
                .filter(check -> check.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void probe_thatFails_saysWhyAndLogsNothing(@TempDir Path folder) {
        try (Service service = Service.start(folder.resolve("data"), "csta.http.min-free-disk=900T")) {
            Client full = new Client(service);
            await().atMost(Duration.ofMinutes(2)).until(() -> service.log().contains("model starter ready"));
            String before = service.log();
            for (int i = 0; i < 3; i++) {
                JsonNode health = full.get("/q/health/ready").is(503).json();
                assertThat(check(health, "disk space").at("/data/reason").asText())
                        .contains("csta.http.min-free-disk");
                full.get("/q/health/live").is(200);
            }
            full.get(Client.JOBS).is(200);
            assertThat(service.log()).isEqualTo(before);
        }
    }

    @Test
    void log_atStart_hasTheEssenceInOneLine() {
        await().atMost(Duration.ofMinutes(2)).until(() -> Shared.SERVICE.log().contains("Camel CSTA "));
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
                        "csta_upload_bytes_total",
                        "csta_jobs_ended_total{outcome=\"done\",source=\"http\"}",
                        "csta_job_wait_seconds_bucket{source=\"http\",le=\"1.0\"}",
                        "csta_stage_seconds_bucket{stage=\"features\",le=\"10.0\"}",
                        "csta_work_seconds_count{outcome=\"done\"}",
                        "csta_disk_free_bytes ",
                        "csta_build_info{version=\"")
                .containsPattern("csta_stage_seconds_count\\{stage=\"features\"\\} [1-9]");
        assertThat(client.get("/q/metrics").text().lines().filter(line -> line.startsWith("csta_")))
                .noneMatch(line -> line.matches("csta_(running|waiting|exchanges).*|.*camelContext.*"));
    }
}
