package io.csta.it.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.csta.it.service.Service;
import io.csta.testing.TestVideos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A service whose data is on a disk of two megabytes, of which something else has taken most. Only Linux lets a program
 * have a disk of its own.
 */
class FullDiskIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    /** Starts the service on a disk with so much room left. */
    private Service start(int kilobytes, String... options) {
        String script =
                """
                mkdir -p disk && mount -t tmpfs -o size=2m tmpfs disk || exit 99
                head -c %dk /dev/zero >disk/other || exit 98
                exec "$@"
                """
                        .formatted(2048 - kilobytes);
        return Service.startBy(
                List.of("unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script, "sh"),
                folder,
                folder.resolve("disk/data"),
                Stream.concat(
                                Stream.of(
                                        "csta.http.min-free-disk=0",
                                        "csta.inbox.folder=" + folder.resolve("inbox"),
                                        "csta.inbox.settle=0.2S",
                                        "csta.inbox.poll=0.2S",
                                        "csta.jobs.retry-delay=0.5S",
                                        "csta.jobs.attempts=1000"),
                                Stream.of(options))
                        .toArray(String[]::new));
    }

    /** The disk, which is mounted for the service only. */
    private Path disk(Service service) {
        return Path.of("/proc/" + service.pid() + "/root")
                .resolve(folder.toString().substring(1) + "/disk");
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void summary_forWhichThereIsNoRoom_isMadeOnceThereIs() throws IOException {
        Path video = TestVideos.ofScenes(150, 150).size(640, 480).write(folder.resolve("a.mp4"));
        try (Service service = start(24, "csta.inbox.after=keep")) {
            Client client = new Client(service);
            Files.copy(video, folder.resolve("inbox/a.mp4"));

            await("a failed attempt")
                    .atMost(PATIENCE)
                    .until(() -> only(client).at("/error/message").asText().contains("space"));
            assertThat(only(client).path("state").asText()).isIn("queued", "running");
            assertThat(disk(service).resolve("data/summaries/a.summary.mp4")).doesNotExist();

            Files.delete(disk(service).resolve("other"));
            JsonNode done = client.end(only(client).path("id").asText());
            assertThat(done.path("state").asText()).as(done.toString()).isEqualTo("done");
            assertThat(files(disk(service).resolve("data/summaries")))
                    .extracting(file -> file.getFileName().toString())
                    .containsExactlyInAnyOrder("a.summary.mp4", "a.summary.json");
        }
    }

    @Test
    @Tag("slow")
    void video_ofWhichNotEvenAJobCanBeMade_staysInTheInboxUntilThereIsRoom() throws IOException {
        Path video = TestVideos.ofScenes(20).size(64, 48).write(folder.resolve("a.mp4"));
        try (Service service = start(16)) {
            Client client = new Client(service);
            Path rest = disk(service).resolve("rest");
            fill(rest);
            Path waiting = Files.copy(video, folder.resolve("inbox/a.mp4"));

            await("a word about it").atMost(PATIENCE).until(() -> service.log().contains("left in the inbox"));
            assertThat(waiting).exists();
            assertThat(client.get(Client.JOBS).is(200).json().path("items")).isEmpty();

            Files.delete(rest);
            Files.delete(disk(service).resolve("other"));
            await("the job").atMost(PATIENCE).until(() -> !Files.exists(waiting));
            assertThat(client.end(only(client).path("id").asText())
                            .path("state")
                            .asText())
                    .isEqualTo("done");
        }
    }

    @Test
    void upload_thatFillsTheDisk_isRefusedAndLeavesNothing() throws IOException {
        Path video = Files.write(folder.resolve("a.mp4"), new byte[400 << 10]);
        try (Service service = start(64)) {
            Client client = new Client(service);
            List<Path> before = files(disk(service));

            client.send(client.upload(FormBody.of(video))).isProblem(507, "disk-full");

            assertThat(files(disk(service))).containsExactlyInAnyOrderElementsOf(before);
            assertThat(client.get(Client.JOBS).is(200).json().path("items")).isEmpty();
        }
    }

    @Test
    @Tag("slow")
    void cancelOrRetry_thatCannotBeSaved_isRefusedAndLeavesTheJobAsItWas() throws IOException {
        Path video = TestVideos.ofScenes(300, 300, 300).size(640, 480).write(folder.resolve("a.mp4"));
        try (Service service = start(24, "csta.inbox.after=keep")) {
            Client client = new Client(service);
            Path rest = disk(service).resolve("rest");
            Files.copy(video, folder.resolve("inbox/a.mp4"));
            await("the job").atMost(PATIENCE).until(() -> !only(client).isMissingNode());
            String job = Client.JOBS + "/" + only(client).path("id").asText();

            fill(rest);
            client.post(job + "/cancel").isProblem(507, "disk-full");
            client.delete(job).isProblem(507, "disk-full");
            assertThat(only(client).path("state").asText()).isIn("queued", "running");
            Files.delete(rest);
            client.post(job + "/cancel").is(202);
            await("the end").atMost(PATIENCE).until(() -> Files.readString(disk(service)
                            .resolve("data/jobs/" + only(client).path("id").asText() + "/job.json"))
                    .contains("\"settled\" : true"));

            fill(rest);
            client.post(job + "/retry").isProblem(507, "disk-full");
            assertThat(only(client).path("state").asText()).isEqualTo("cancelled");
            Files.delete(rest);
            client.post(job + "/retry").is(202);
        }
    }

    private static JsonNode only(Client client) {
        JsonNode items = client.get(Client.JOBS).is(200).json().path("items");
        return items.path(0);
    }

    /** Writes until there is no room for another byte. */
    private static void fill(Path file) throws IOException {
        try (var out = Files.newOutputStream(file)) {
            byte[] page = new byte[1 << 12];
            while (true) {
                out.write(page);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("space");
        }
    }
}
