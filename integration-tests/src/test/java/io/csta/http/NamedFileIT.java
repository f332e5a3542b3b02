package io.csta.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.csta.service.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedFileIT {

    @TempDir
    private Path folder;

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
                    client.post(Client.JOBS + "/" + id + "/retry").isProblem(409);

            assertThat(answer.json().path("detail").asText()).contains("still to be told");
            assertThat(answer.header("Retry-After")).isNotEmpty();
        }
    }
}
