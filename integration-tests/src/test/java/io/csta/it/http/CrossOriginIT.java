package io.csta.it.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.csta.it.service.Service;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ResourceLock(Shared.LOCK)
class CrossOriginIT {

    private static final String FOREIGN = "https://videos.example.org";

    private final Client client = Shared.CLIENT;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "Origin,https://videos.example.org",
        "Origin,http://localhost:1",
        "Origin,null",
        "Sec-Fetch-Site,cross-site",
        "Sec-Fetch-Site,same-site"
    })
    void pageOfAnotherServer_canChangeNothing(String header, String value) {
        String id = client.submit(FormBody.of(Clips.TINY)).path("id").asText();
        String job = Client.JOBS + "/" + id;
        client.end(id);

        client.send(client.upload(FormBody.of(Clips.LONG)).header(header, value))
                .isProblem(403, "foreign-origin");
        client.send(client.request(job).header(header, value).DELETE()).isProblem(403, "foreign-origin");
        client.send(client.request(job + "/retry").header(header, value).POST(HttpRequest.BodyPublishers.noBody()))
                .isProblem(403, "foreign-origin");

        assertThat(Shared.DATA.resolve("uploads")).isEmptyDirectory();
        assertThat(client.get(job, header, value).is(200).header("Access-Control-Allow-Origin"))
                .isEmpty();
    }

    @Test
    void ownPage_canDoEverything() {
        String own = Shared.SERVICE.url().toString();
        String id = client.send(client.upload(FormBody.of(Clips.TINY)).headers("Origin", own))
                .is(202)
                .json()
                .path("id")
                .asText();
        client.end(id);
        client.send(client.request(Client.JOBS + "/" + id)
                        .headers("Origin", own, "Sec-Fetch-Site", "same-origin")
                        .DELETE())
                .is(204);
    }

    @Test
    void pageThatTheOperatorAllows_canDoEverything() throws IOException {
        try (Service service = Service.start(
                folder.resolve("data"),
                "quarkus.http.cors.enabled=true",
                "quarkus.http.cors.origins=" + FOREIGN,
                "csta.http.hosts=videos.example.org")) {
            Client one = new Client(service);
            Client.Answer answer = one.send(one.upload(FormBody.of(Clips.TINY))
                            .headers("Origin", FOREIGN, "Sec-Fetch-Site", "cross-site"))
                    .is(202);
            assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(FOREIGN);
            one.send(one.upload(FormBody.of(Clips.TINY)).header("Origin", "https://evil.example"))
                    .is(403);
            assertThat(status(service.url(), "videos.example.org")).isEqualTo(200);
            assertThat(status(service.url(), "evil.example")).isEqualTo(403);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "LOCALHOST:8080", "127.0.0.1", "127.8.9.10:80", "[::1]:8080", "[0:0:0:0:0:0:0:1]"})
    void nameOfThisMachine_isAnswered(String host) throws IOException {
        assertThat(status(Shared.SERVICE.url(), host)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8080",
                "127.0.0.1.evil.example",
                "localhost.evil.example",
                "10.0.0.1",
                "[2001:db8::1]"
            })
    void otherName_isRefused(String host) throws IOException {
        assertThat(status(Shared.SERVICE.url(), host)).isEqualTo(403);
    }

    private static int status(URI service, String host) throws IOException {
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write("GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                            .formatted(Client.JOBS, host)
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.split(" ", 3)[1]);
        }
    }
}
