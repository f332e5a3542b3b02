package io.csta.it.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.csta.it.service.Service;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShutdownIT {

    /** Less than the service allows what it is doing, {@code quarkus.shutdown.timeout}. */
    private static final Duration AT_MOST = Duration.ofSeconds(18);

    @TempDir
    private Path folder;

    @Test
    void service_thatIsWatchedAndWaitedFor_stopsAtOnce() throws Exception {
        try (Service service = Service.start(folder.resolve("data"))) {
            Client client = new Client(service);
            String busy = client.submit(FormBody.of(Clips.LONG).option("segmentation", "full"))
                    .path("id")
                    .asText();
            client.awaitRunning(busy);
            CompletableFuture<Client.Answer> watching =
                    client.sendLater(client.request(Client.JOBS + "/" + busy + "/events"));
            CompletableFuture<Client.Answer> waiting = client.sendLater(client.request(Client.JOBS + "?wait=5m")
                    .header("Content-Type", FormBody.TYPE)
                    .POST(FormBody.of(Clips.TINY).end()));
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> client.get(Client.JOBS + "?state=queued")
                                    .json()
                                    .path("total")
                                    .asInt()
                            == 1);

            Instant told = Instant.now();
            assertThat(service.stop()).isEqualTo(143);

            assertThat(Duration.between(told, Instant.now())).isLessThan(AT_MOST);
            assertThat(watching.get(1, TimeUnit.MINUTES).is(200).text()).contains("event:progress");
            assertThat(waiting.get(1, TimeUnit.MINUTES)
                            .is(202)
                            .json()
                            .path("state")
                            .asText())
                    .isEqualTo("queued");
            assertThat(service.log()).doesNotContain("ERROR", "Exception");
        }
    }
}
