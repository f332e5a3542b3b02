package io.csta.it.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.csta.it.service.Service;
import io.csta.summary.SummaryOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first start on a machine, which checks its arithmetic before the model is ready. */
class StartIT {

    private static final String READY = "model starter ready after";

    @TempDir
    Path folder;

    @Test
    void model_thatCannotBeLoaded_endsTheServiceWithTheReason() throws IOException {
        Path model = Files.createDirectory(folder.resolve("model"));
        try (InputStream card = SummaryOptions.class.getResourceAsStream("/io/csta/model/starter/model.json")) {
            Files.copy(Objects.requireNonNull(card), model.resolve("model.json"));
        }
        Files.writeString(model.resolve("scorer.safetensors"), "damaged");
        try (Service service = Service.start(folder.resolve("data"), "csta.model=" + model)) {
            await().atMost(Duration.ofMinutes(2)).until(() -> !service.isAlive());
            assertThat(service.log()).contains("csta: the service cannot be started: the model " + model, "SHA-256");
        } catch (AssertionError e) { // it ended before it was asked
            assertThat(e).hasMessageContaining("csta: the service cannot be started: the model " + model);
        }
    }

    @Test
    void requests_whileTheModelIsLoaded_areAccepted() {
        try (Service service = Service.startForTheFirstTime(folder.resolve("data"))) {
            Client client = new Client(service);
            assertThat(client.get(Client.JOBS).is(200).json().path("total").asInt())
                    .isZero();
            JsonNode health = client.get("/q/health/ready").is(200).json();
            String id = client.submit(FormBody.of(Clips.TINY)).path("id").asText();
            assertThat(client.job(id).path("state").asText()).isEqualTo("queued");
            assertThat(service.log()).as("this was before the model was ready").doesNotContain(READY);
            assertThat(health.toString()).contains("loading");

            assertThat(client.end(id).path("state").asText()).isEqualTo("done");
            await().atMost(Duration.ofMinutes(1)).until(() -> service.log().contains(READY));
            assertThat(client.get("/q/health/ready").is(200).text()).doesNotContain("loading");
        }
    }
}
