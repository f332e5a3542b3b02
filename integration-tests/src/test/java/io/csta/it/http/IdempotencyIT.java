package io.csta.it.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.csta.it.service.Service;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock(Shared.LOCK)
class IdempotencyIT {

    private static final String KEY = "Idempotency-Key";

    private final String key = UUID.randomUUID().toString();

    @TempDir
    Path folder;

    @Test
    void sameKey_givesTheSameJob_alsoAtTheSameTimeAndAfterARestart() {
        Path data = folder.resolve("data");
        String location;
        try (Service service = Service.start(data)) {
            Client client = new Client(service);
            List<CompletableFuture<Client.Answer>> answers = IntStream.range(0, 8)
                    .mapToObj(i -> client.sendLater(keyed(client)))
                    .toList();
            List<String> locations = answers.stream()
                    .map(answer -> answer.join().is(202).header("Location"))
                    .distinct()
                    .toList();
            assertThat(locations).hasSize(1);
            location = locations.get(0);
            assertThat(client.get(Client.JOBS).json().path("total").asInt()).isEqualTo(1);
            assertThat(data.resolve("uploads")).isEmptyDirectory();
            service.stop();
        }
        try (Service service = Service.start(data)) {
            Client client = new Client(service);
            assertThat(client.send(keyed(client)).is(202).header("Location")).isEqualTo(location);
            assertThat(client.get(Client.JOBS).json().path("total").asInt()).isEqualTo(1);
            client.send(client.upload(FormBody.of(Clips.SHORT)).header(KEY, key))
                    .isProblem(422, "key-reused");
        }
    }

    private HttpRequest.Builder keyed(Client client) {
        return client.upload(FormBody.of(Clips.TINY).option("ratio", "0.5")).header(KEY, key);
    }

    @Test
    void sameKey_forANamedFile_givesTheSameJob_alsoWhenTheFileHasGone() throws IOException {
        Client client = Shared.CLIENT;
        Path inbox = Files.createDirectories(Shared.DATA.resolve("inbox"));
        Files.copy(Clips.TINY, inbox.resolve("keyed.mp4"));
        String location = client.send(named(client)).is(202).header("Location");
        client.end(location.substring(location.lastIndexOf('/') + 1));
        await().atMost(Duration.ofMinutes(1)).until(() -> !Files.exists(inbox.resolve("keyed.mp4")));

        assertThat(client.send(named(client)).is(202).header("Location")).isEqualTo(location);
        client.postJson("{\"file\":\"keyed.mp4\"}").isProblem(422, "invalid-video");
    }

    private HttpRequest.Builder named(Client client) {
        return client.request(Client.JOBS)
                .header("Content-Type", "application/json")
                .header(KEY, key)
                .POST(BodyPublishers.ofString("{\"file\":\"keyed.mp4\"}"));
    }

    @Test
    void sameKey_forSomethingElse_isRefused() {
        Client client = Shared.CLIENT;
        client.send(keyed(client)).is(202);
        client.send(client.upload(FormBody.of(Clips.SHORT).option("ratio", "0.5"))
                        .header(KEY, key))
                .isProblem(422, "key-reused");
        client.send(client.upload(FormBody.of(Clips.TINY).option("ratio", "0.4"))
                        .header(KEY, key))
                .isProblem(422, "key-reused");
        client.send(client.request(Client.JOBS)
                        .header("Content-Type", "application/json")
                        .header(KEY, key)
                        .POST(BodyPublishers.ofString("{\"file\":\"a.mp4\"}")))
                .isProblem(422, "key-reused");
    }

    @Test
    void key_thatIsNone_isRefused() {
        Client client = Shared.CLIENT;
        client.send(client.upload(FormBody.of(Clips.TINY)).header(KEY, "k".repeat(256)))
                .isProblem(400, "malformed-request");
        client.send(client.upload(FormBody.of(Clips.TINY)).header(KEY, " ")).isProblem(400, "malformed-request");
        client.send(client.upload(FormBody.of(Clips.TINY)).header(KEY, "k".repeat(255)))
                .is(202);
    }
}
