package io.csta.it.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.csta.it.service.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedFileIT {

    @TempDir
    private Path folder;

    @Test
    void file_thatTheInboxIsNotWatchedFor_isRefusedAndStays() throws IOException {
        Path inbox = Files.createDirectories(folder.resolve("data/inbox"));
        Path done = Files.createDirectories(inbox.resolve("done"));
        Path[] files = {
            Files.writeString(inbox.resolve("notes.txt"), "a"),
            Files.copy(Clips.TINY, inbox.resolve(".hidden.mp4")),
            Files.copy(Clips.TINY, inbox.resolve("a.summary.mp4")),
            Files.copy(Clips.TINY, done.resolve("done.mp4"))
        };
        Files.createSymbolicLink(inbox.resolve("link.mp4"), done.resolve("done.mp4"));
        try (Service service =
                Service.start(folder.resolve("data"), "csta.inbox.done=" + done, "csta.inbox.settle=24H")) {
            Client client = new Client(service);
            for (String name : new String[] {
                "notes.txt", ".hidden.mp4", "a.summary.mp4", "done/done.mp4", "x/../done/done.mp4", "link.mp4", "done"
            }) {
                client.postJson("{\"file\":\"%s\"}".formatted(name)).isProblem(422);
            }
            assertThat(client.get(Client.JOBS).json().path("total").asInt()).isZero();
        }
        assertThat(files).allMatch(Files::exists);
    }

    @Test
    @Tag("slow")
    void options_ofAFileThatWaitsAlready_count_untilItHasBegun() throws IOException {
        Path data = folder.resolve("data");
        try (Service service = Service.start(data, "csta.inbox.settle=0.2S", "csta.inbox.poll=0.2S")) {
            Client client = new Client(service);
            String busy = client.submit(FormBody.of(Clips.LONG).option("segmentation", "full"))
                    .path("id")
                    .asText();
            client.awaitRunning(busy);
            Files.copy(Clips.SHORT, data.resolve("inbox/found.mp4"));
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> client.get(Client.JOBS + "?state=queued")
                                    .json()
                                    .path("total")
                                    .asInt()
                            == 1);

            String id = client.postJson("{\"file\":\"found.mp4\",\"length\":\"2s\"}")
                    .is(202)
                    .json()
                    .path("id")
                    .asText();
            client.postJson("{\"file\":\"found.mp4\",\"length\":\"1s\"}").isProblem(409, "conflicting-job");
            assertThat(client.get(Client.JOBS).json().path("total").asInt()).isEqualTo(2);

            client.delete(Client.JOBS + "/" + busy).is(202);
            assertThat(client.end(id).at("/result/duration").asDouble()).isBetween(1.0, 2.0 + 1e-6);
            assertThat(client.get(Client.JOBS + "/" + id + "/summary.json")
                            .json()
                            .at("/options/length")
                            .asDouble())
                    .isEqualTo(2.0);
        }
    }

    @Test
    void job_whoseSourceCannotBeTold_saysSo_whenItIsToBeginAnew() throws IOException {
        Path data = folder.resolve("data");
        Path inTheWay = Files.writeString(folder.resolve("file"), "a");
        try (Service service = Service.start(data, "csta.inbox.failed=" + inTheWay.resolve("failed"))) {
            Client client = new Client(service);
            Files.writeString(data.resolve("inbox/broken.mp4"), "this is no video");
            String id = client.postJson("{\"file\":\"broken.mp4\"}")
                    .is(202)
                    .json()
                    .path("id")
                    .asText();
            assertThat(client.end(id).path("state").asText()).isEqualTo("failed");

            Client.Answer answer =
                    client.post(Client.JOBS + "/" + id + "/retry").isProblem(409, "wrong-state");

            assertThat(answer.json().path("detail").asText()).contains("not been notified");
            assertThat(answer.header("Retry-After")).isNotEmpty();
        }
    }
}
