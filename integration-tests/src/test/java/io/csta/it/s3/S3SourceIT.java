package io.csta.it.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csta.testing.TestVideos;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** One service and one bucket with various objects. Each test has its own keys. */
@Execution(ExecutionMode.CONCURRENT)
class S3SourceIT {

    @TempDir
    static Path folder;

    private static S3Server server;
    private static WatchedBucket bucket;
    private static Path video;
    private static Path other;
    private static Path slow;

    @BeforeAll
    static void start() {
        video = TestVideos.ofScenes(30, 30).write(folder.resolve("video.mp4"));
        other = TestVideos.ofScenes(20, 40).write(folder.resolve("other.mp4"));
        slow = TestVideos.ofScenes(300, 300, 300, 300).write(folder.resolve("slow.mp4"));
        server = S3Server.start();
        bucket = WatchedBucket.start(folder.resolve("data"), server.url());
    }

    @AfterAll
    static void end() {
        bucket.close();
        server.close();
    }

    @Test
    void object_put_isSummarizedAndMoved() throws IOException {
        server.client()
                .putObject(
                        request -> request.bucket(S3Server.BUCKET)
                                .key("incoming/trips/sea.mp4")
                                .contentType("video/mp4")
                                .metadata(Map.of("camera", "front")),
                        video);

        assertThat(bucket.awaitEnd("incoming/trips/sea.mp4")).containsExactly("done");

        assertThat(server.keys("incoming/trips")).isEmpty();
        assertThat(server.keys("done/trips")).containsExactly("done/trips/sea.mp4");
        assertThat(server.head("done/trips/sea.mp4").metadata()).containsEntry("camera", "front");
        assertThat(server.head("done/trips/sea.mp4").contentType()).isEqualTo("video/mp4");
        assertThat(server.bytes("done/trips/sea.mp4")).isEqualTo(Files.readAllBytes(video));
        assertThat(server.keys("summaries/trips"))
                .containsExactly("summaries/trips/sea.summary.json", "summaries/trips/sea.summary.mp4");
        assertThat(server.head("summaries/trips/sea.summary.mp4").contentType()).isEqualTo("video/mp4");
        assertThat(server.head("summaries/trips/sea.summary.json").contentType())
                .isEqualTo("application/json");
        JsonNode json = new ObjectMapper().readTree(server.bytes("summaries/trips/sea.summary.json"));
        assertThat(json.at("/video/file").asText()).isEqualTo("incoming/trips/sea.mp4");
        assertThat(json.at("/summary/file").asText()).isEqualTo("summaries/trips/sea.summary.mp4");
        assertThat(server.text("summaries/trips/sea.summary.json")).doesNotContain(folder.toString());
        Path summary = Files.write(folder.resolve("sea.summary.mp4"), server.bytes("summaries/trips/sea.summary.mp4"));
        assertThat(TestVideos.readNumbers(summary))
                .hasSize(json.at("/summary/frames").asInt())
                .hasSizeBetween(30, 31);
    }

    @Test
    void objectThatIsNoVideo_put_failsOnceAndLiesBesideItsReason() throws IOException {
        server.put("incoming/broken.mp4", "this is no video");

        assertThat(bucket.awaitEnd("incoming/broken.mp4")).containsExactly("failed");

        assertThat(server.keys("incoming/broken")).isEmpty();
        assertThat(server.keys("failed/broken")).containsExactly("failed/broken.mp4", "failed/broken.mp4.error.json");
        assertThat(server.text("failed/broken.mp4")).isEqualTo("this is no video");
        JsonNode error = new ObjectMapper().readTree(server.bytes("failed/broken.mp4.error.json"));
        assertThat(error.get("schema").asText()).isEqualTo("csta-error/1");
        assertThat(error.get("message").asText()).isNotBlank().doesNotContain("\n");
        assertThat(error.get("attempts").asInt()).isEqualTo(1);
        assertThat(server.keys("summaries/broken")).isEmpty();
    }

    @Test
    void failedObject_droppedAgain_isTriedAgainOnce() {
        server.put("incoming/hopeless.mp4", "no video either");
        bucket.awaitEnd("incoming/hopeless.mp4");
        String first =
                bucket.jobs("incoming/hopeless.mp4").get(0).at("/status/ended").asText();

        bucket.pauseUntilTheNextSecond();
        server.put("incoming/hopeless.mp4", "no video either");

        bucket.await(() -> server.keys("incoming/hopeless").isEmpty());
        assertThat(bucket.awaitEnd("incoming/hopeless.mp4")).containsExactly("failed");
        assertThat(bucket.jobs("incoming/hopeless.mp4")
                        .get(0)
                        .at("/status/ended")
                        .asText())
                .isNotEqualTo(first);
        assertThat(server.keys("failed/hopeless"))
                .containsExactly("failed/hopeless.mp4", "failed/hopeless.mp4.error.json");
    }

    @Test
    void object_namedOverHttp_isSummarizedWithItsOptions_andStaysWhereItIs() throws Exception {
        server.put("archive/named.mp4", video);

        int unknown = post("/api/summaries", "{\"object\": \"archive/../named.mp4\"}");
        int known = post("/api/summaries", "{\"object\": \"archive/named.mp4\", \"ratio\": 0.5}");

        assertThat(unknown).isEqualTo(422);
        assertThat(known).isEqualTo(202);
        assertThat(bucket.awaitEnd("archive/named.mp4")).containsExactly("done");
        assertThat(server.keys("archive/")).containsExactly("archive/named.mp4");
        JsonNode summary = new ObjectMapper()
                .readTree(server.bytes(server.keys("summaries/").stream()
                        .filter(key -> key.endsWith("named.summary.json"))
                        .findFirst()
                        .orElseThrow()));
        assertThat(summary.at("/options/ratio").asDouble()).isEqualTo(0.5);
    }

    @Test
    void thingsThatAreNoVideos_put_areLeftAlone() {
        server.put("incoming/empty.mp4", "");
        server.put("incoming/marker/", "");
        server.put("incoming/marker.mp4/", "");
        server.put("incoming/notes.txt", "notes");
        server.put("incoming/.hidden.mp4", "hidden");
        server.put("incoming/old.summary.mp4", "a summary");
        server.put("elsewhere/video.mp4", "not watched");
        server.put("incoming/last.mp4", video);

        assertThat(bucket.awaitEnd("incoming/last.mp4")).containsExactly("done");

        assertThat(server.keys("incoming/"))
                .contains(
                        "incoming/empty.mp4",
                        "incoming/marker/",
                        "incoming/marker.mp4/",
                        "incoming/notes.txt",
                        "incoming/.hidden.mp4",
                        "incoming/old.summary.mp4");
        assertThat(bucket.jobs())
                .noneMatch(job -> job.at("/source/size").asLong() < 20
                        && !job.at("/source/key").asText().matches("incoming/(broken|hopeless).mp4"));
    }

    @Test
    void doneObject_droppedAgain_isNotDoneTwice() {
        server.put("incoming/twice.mp4", video);
        bucket.awaitEnd("incoming/twice.mp4");
        String first =
                bucket.jobs("incoming/twice.mp4").get(0).at("/status/started").asText();

        bucket.pauseUntilTheNextSecond();
        server.put("incoming/twice.mp4", video);

        bucket.await(() -> server.keys("incoming/twice").isEmpty());
        assertThat(bucket.jobs("incoming/twice.mp4")).hasSize(1);
        assertThat(bucket.jobs("incoming/twice.mp4")
                        .get(0)
                        .at("/status/started")
                        .asText())
                .isEqualTo(first);
        assertThat(server.keys("done/twice")).containsExactly("done/twice.mp4");
    }

    @Test
    void otherObjectOfTheSameKey_dropped_isDoneAsWell() throws IOException {
        server.put("incoming/same.mp4", video);
        bucket.awaitEnd("incoming/same.mp4");

        server.put("incoming/same.mp4", other);
        bucket.await(() -> bucket.jobs("incoming/same.mp4").size() == 2);

        assertThat(bucket.awaitEnd("incoming/same.mp4")).containsExactly("done", "done");
        assertThat(server.keys("done/same")).containsExactly("done/same-2.mp4", "done/same.mp4");
        assertThat(server.bytes("done/same-2.mp4")).isEqualTo(Files.readAllBytes(other));
        assertThat(server.keys("summaries/same")).hasSize(2);
    }

    @Test
    void videosThatDifferInTheirEndings_put_haveSummariesOfTheirOwn() {
        server.put("incoming/pair/a.mp4", video);
        bucket.awaitEnd("incoming/pair/a.mp4");
        server.put("incoming/pair/a.m4v", other);
        bucket.awaitEnd("incoming/pair/a.m4v");

        assertThat(server.keys("summaries/pair/"))
                .hasSize(4)
                .contains("summaries/pair/a.summary.mp4", "summaries/pair/a.summary.json")
                .anyMatch(key -> key.matches("summaries/pair/a-[0-9a-f]{8}\\.summary\\.mp4"));
    }

    @Test
    void summaries_whoseJobsWereRemoved_areReplacedByThoseOfTheSameKeyOnly() throws Exception {
        for (String key : List.of("incoming/removed/a.mp4", "incoming/removed/a.m4v")) {
            server.put(key, video);
            assertThat(bucket.awaitEnd(key)).containsExactly("done");
            String job = bucket.jobs(key).get(0).get("id").asText();
            bucket.await(() -> status("DELETE", "/api/summaries/" + job, "") == 204);
        }
        List<String> before = server.keys("summaries/removed/");

        server.put("incoming/removed/a.m4v", other);
        assertThat(bucket.awaitEnd("incoming/removed/a.m4v")).containsExactly("done");

        assertThat(server.keys("summaries/removed/")).hasSize(4).isEqualTo(before);
        assertThat(new ObjectMapper()
                        .readTree(server.bytes("summaries/removed/a.summary.json"))
                        .at("/video/file")
                        .asText())
                .isEqualTo("incoming/removed/a.mp4");
    }

    @Test
    void objectOverwrittenWhileItIsSummarized_newerOneHasTheSummary() throws IOException {
        server.put("incoming/over.mp4", slow);
        bucket.await(() -> bucket.jobs("incoming/over.mp4").stream()
                .anyMatch(job -> job.at("/status/state").asText().equals("running")));

        server.put("incoming/over.mp4", other);
        bucket.await(() -> bucket.jobs("incoming/over.mp4").size() == 2);
        List<String> ends = bucket.awaitEnd("incoming/over.mp4");

        assertThat(ends).contains("done").allMatch(state -> List.of("done", "failed")
                .contains(state));
        assertThat(server.keys("incoming/over")).isEmpty();
        assertThat(server.keys("failed/over")).isEmpty();
        assertThat(server.keys("done/over")).containsExactly("done/over.mp4");
        assertThat(server.bytes("done/over.mp4")).isEqualTo(Files.readAllBytes(other));
        JsonNode json = new ObjectMapper().readTree(server.bytes("summaries/over.summary.json"));
        assertThat(json.at("/video/frames").asInt()).isEqualTo(60);
        Path summary = Files.write(folder.resolve("over.summary.mp4"), server.bytes("summaries/over.summary.mp4"));
        assertThat(TestVideos.readNumbers(summary))
                .hasSize(json.at("/summary/frames").asInt());
    }

    @Test
    void cancelledObject_retried_movesFromFailedToDone() {
        server.put("incoming/cancelled.mp4", slow);
        bucket.await(() -> bucket.jobs("incoming/cancelled.mp4").stream()
                .anyMatch(job -> job.at("/status/state").asText().equals("running")));
        String job = bucket.jobs("incoming/cancelled.mp4").get(0).get("id").asText();
        assertThat(post("/api/summaries/" + job + "/cancel", "")).isEqualTo(202);
        assertThat(bucket.awaitEnd("incoming/cancelled.mp4")).containsExactly("cancelled");
        assertThat(server.keys("failed/cancelled"))
                .containsExactly("failed/cancelled.mp4", "failed/cancelled.mp4.error.json");
        assertThat(server.keys("summaries/cancelled")).isEmpty();

        assertThat(post("/api/summaries/" + job + "/retry", "")).isEqualTo(202);

        bucket.await(() -> !server.keys("done/cancelled").isEmpty()
                && server.keys("failed/cancelled").isEmpty());
        assertThat(bucket.awaitEnd("incoming/cancelled.mp4")).containsExactly("done");
        assertThat(server.keys("summaries/cancelled")).hasSize(2);
    }

    @Test
    void object_thatTheServiceStored_isRejectedOverHttp() {
        for (String key : List.of("done/refused.mp4", "failed/refused.mp4", "summaries/refused.mp4")) {
            server.put(key, video);
            assertThat(post("/api/summaries", "{\"object\":\"%s\"}".formatted(key)))
                    .as(key)
                    .isEqualTo(422);
        }
        server.put("notes/refused.txt", "notes");
        assertThat(post("/api/summaries", "{\"object\":\"notes/refused.txt\"}")).isEqualTo(422);
        server.put("elsewhere/accepted.mp4", video);
        assertThat(post("/api/summaries", "{\"object\":\"elsewhere/accepted.mp4\"}"))
                .isEqualTo(202);
        assertThat(bucket.awaitEnd("elsewhere/accepted.mp4")).containsExactly("done");
    }

    @Test
    void log_ofAnObject_namesItsKey() {
        server.put("incoming/log/sea.mp4", video);
        assertThat(bucket.awaitEnd("incoming/log/sea.mp4")).containsExactly("done");
        server.put("incoming/log/broken.mp4", "this is no video, whatever its key says");
        assertThat(bucket.awaitEnd("incoming/log/broken.mp4")).containsExactly("failed");

        String sea = bucket.jobs("incoming/log/sea.mp4").get(0).get("id").asText();
        String broken = bucket.jobs("incoming/log/broken.mp4").get(0).get("id").asText();
        bucket.await(() -> bucket.lines("job " + broken + " moved") == 1);
        for (String line : List.of(
                sea + " queued: incoming/log/sea.mp4 from s3",
                sea + " started: incoming/log/sea.mp4",
                sea + " uploaded: summaries/log/sea.summary.mp4",
                sea + " done: incoming/log/sea.mp4, summary summaries/log/sea.summary.mp4, ",
                sea + " moved: incoming/log/sea.mp4 to done/log/sea.mp4",
                broken + " failed: incoming/log/broken.mp4 is not a video",
                broken + " moved: incoming/log/broken.mp4 to failed/log/broken.mp4")) {
            assertThat(bucket.lines("job " + line))
                    .as(line + bucket.service().log())
                    .isEqualTo(1);
        }
        assertThat(bucket.service().log()).doesNotContain("input.mp4");
    }

    private static int post(String path, String json) {
        return status("POST", path, json);
    }

    private static int status(String method, String path, String json) {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(bucket.service().url(path))
                                    .header("Content-Type", "application/json")
                                    .method(method, HttpRequest.BodyPublishers.ofString(json))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
