package io.csta.it.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csta.it.service.Service;
import io.csta.testing.TestVideos;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators and their tools read in the log. */
class LogIT {

    private static final String[] QUICK = {"csta.inbox.settle=200ms", "csta.inbox.poll=100ms"};

    @TempDir
    Path folder;

    @Test
    void log_ofJobs_hasOneLineForEachEvent() throws IOException {
        Watched watched = new Watched(folder.resolve("data"));
        try (Service service = Service.start(watched.data(), QUICK)) {
            watched.drop(Watched.clip(folder, 1), "trip/day 1/a.mp4");
            watched.awaitFile(watched.done("trip/day 1/a.mp4"));
            Files.writeString(watched.inbox("trip/note.mp4"), "not a video");
            watched.awaitFile(watched.failed("trip/note.mp4"));

            String done = watched.jobOf("trip/day 1/a.mp4").path("id").asText();
            String failed = watched.jobOf("trip/note.mp4").path("id").asText();
            awaitLine(service, "job " + failed + " moved");
            assertThat(lines(service, "model starter ready after [0-9.]+ s")).hasSize(1);
            assertThat(lines(service, "job " + done))
                    .satisfiesExactly(
                            line -> assertThat(line).contains("queued: trip/day 1/a.mp4 from folder, "),
                            line -> assertThat(line).endsWith("started: trip/day 1/a.mp4, attempt 1"),
                            line -> assertThat(line)
                                    .containsPattern("done: trip/day 1/a.mp4, summary trip/day 1/a.summary.mp4,"
                                            + " [0-9.]+ s \\([0-9.]+ % of the video\\), took [0-9.]+ s$"),
                            line -> assertThat(line).endsWith("moved: trip/day 1/a.mp4 to done/trip/day 1/a.mp4"));
            assertThat(lines(service, "job " + failed))
                    .satisfiesExactly(
                            line -> assertThat(line).contains("queued: trip/note.mp4 from folder, 11 bytes"),
                            line -> assertThat(line).endsWith("started: trip/note.mp4, attempt 1"),
                            line -> assertThat(line).contains("failed: trip/note.mp4 is not a video"),
                            line -> assertThat(line).endsWith("moved: trip/note.mp4 to failed/trip/note.mp4"));
        }
    }

    @Test
    void log_ofACancelledJob_saysSo() throws Exception {
        Watched watched = new Watched(folder.resolve("data"));
        try (Service service = Service.start(watched.data(), QUICK)) {
            watched.drop(TestVideos.ofScenes(900, 900).size(64, 48).write(folder.resolve("long.mp4")), "trip/long.mp4");
            await().atMost(Watched.PATIENCE).until(() -> !watched.jobs().isEmpty());
            String id = watched.jobOf("trip/long.mp4").path("id").asText();
            HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(service.url("/api/summaries/" + id + "/cancel"))
                                    .POST(BodyPublishers.noBody())
                                    .build(),
                            BodyHandlers.discarding());
            awaitLine(service, "job " + id + " moved: trip/long.mp4 to failed/trip/long.mp4");
            assertThat(lines(service, "job " + id + " cancelled: trip/long.mp4"))
                    .hasSize(1);
            assertThat(Watched.json(watched.failed("trip/long.mp4.error.json"))
                            .path("message")
                            .asText())
                    .contains("cancelled", id);
        }
    }

    @Test
    void log_asJson_hasTheIdOfTheJobOnEveryLineAboutOne() throws IOException {
        Watched watched = new Watched(folder.resolve("data"));
        try (Service service =
                Service.start(watched.data(), QUICK[0], QUICK[1], "quarkus.log.console.json.enabled=true")) {
            watched.drop(Watched.clip(folder, 1), "a.mp4");
            watched.awaitFile(watched.done("a.mp4"));
            String id = watched.jobOf("a.mp4").path("id").asText();
            awaitLine(service, "moved");

            List<JsonNode> entries = service.log().lines().map(LogIT::parsed).toList();
            assertThat(entries).allMatch(entry -> entry.has("timestamp") && entry.has("level"));
            assertThat(entries)
                    .filteredOn(entry -> entry.path("message").asText().contains(id))
                    .hasSize(4)
                    .allMatch(entry -> entry.at("/mdc/job").asText().equals(id));
            assertThat(entries)
                    .filteredOn(entry -> entry.path("threadName").asText().startsWith("csta-job-"))
                    .isNotEmpty()
                    .allMatch(entry -> entry.at("/mdc/job").asText().equals(id));
        }
    }

    private static JsonNode parsed(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(line, e);
        }
    }

    private static void awaitLine(Service service, String text) {
        await(text).atMost(Watched.PATIENCE).until(() -> service.log().contains(text));
    }

    private static List<String> lines(Service service, String pattern) {
        return service.log()
                .lines()
                .filter(line -> line.matches(".*" + pattern + ".*"))
                .toList();
    }
}
