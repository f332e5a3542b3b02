package io.csta.it.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.csta.it.service.Service;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ResourceLock(Shared.LOCK)
class RefusalIT {

    private static final String UNKNOWN = Client.JOBS + "/" + "0".repeat(32);

    private final Client client = Shared.CLIENT;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/api/nothing",
                "/api/summaries/xyz",
                "/api/summaries/..%2f..%2fetc",
                "/api/summaries/%00",
                "/api/summaries/00000000000000000000000000000000",
                "/api/summaries/00000000000000000000000000000000/video",
                "/api/summaries/00000000000000000000000000000000/summary.json",
                "/api/summaries/00000000000000000000000000000000/events",
                "/api/summaries/.removed/video"
            })
    void unknown_isAProblem(String path) {
        client.get(path).isProblem(404);
    }

    @Test
    void unknownJob_canNeitherBeStoppedNorRetried() {
        client.delete(UNKNOWN).isProblem(404);
        client.post(UNKNOWN + "/cancel").isProblem(404);
        client.post(UNKNOWN + "/retry").isProblem(404);
    }

    @ParameterizedTest
    @CsvSource({
        "PUT,/api/summaries,'GET, HEAD, POST, DELETE, OPTIONS'",
        "POST,/api/summaries/00000000000000000000000000000000,'GET, HEAD, DELETE, OPTIONS'",
        "PUT,/api/summaries/00000000000000000000000000000000/video,'GET, HEAD, OPTIONS'",
        "DELETE,/api/summaries/00000000000000000000000000000000/retry,'POST, OPTIONS'",
        "POST,/api/queue,'GET, HEAD, OPTIONS'",
        "GET,/api/queue/pause,'POST, OPTIONS'",
        "POST,/api/problems,'GET, HEAD, OPTIONS'",
        "DELETE,/api/callbacks,'GET, HEAD, OPTIONS'"
    })
    void methodThatIsNot_isAProblem_andOthersAreNamed(String method, String path, String allowed) {
        Client.Answer answer = client.send(client.request(path).method(method, BodyPublishers.noBody()))
                .isProblem(405, "method-not-allowed");
        assertThat(answer.header("Allow")).isEqualTo(allowed);
    }

    @Test
    void mediaTypes_thatAreNot_areProblems() {
        client.get(Client.JOBS, "Accept", "text/html").isProblem(406, "not-acceptable");
        client.post(Client.JOBS, BodyPublishers.ofString("<a/>"), "text/xml").isProblem(415, "unsupported-media-type");
        client.send(client.request(Client.JOBS).POST(BodyPublishers.ofString("a")))
                .isProblem(415, "unsupported-media-type");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ratio|0",
                "ratio|1.5",
                "ratio|NaN",
                "ratio|a",
                "length|soon",
                "length|0",
                "sample_every|0",
                "sample_every|1.5",
                "priority|11",
                "priority|high",
                "segmentation|slow",
                "visibility|perhaps",
                "selection|best",
                "audio|perhaps",
                "model|nobody",
                "model|../../etc",
                "callback|http://evil.example/",
                "callback|file:///etc/passwd",
                "callback|a b",
                "rubbish|1"
            })
    void option_thatIsImpossible_isRefused(String name, String value) {
        client.send(client.upload(FormBody.of(Clips.TINY).option(name, value))).isProblem(422);
        client.post(
                        Client.JOBS + "?" + name + "=" + value.replace(" ", "%20"),
                        BodyPublishers.ofString("a"),
                        "video/mp4")
                .isProblem(422);
        client.postJson("{\"file\":\"a.mp4\",\"%s\":\"%s\"}".formatted(name, value))
                .isProblem(422);
    }

    @Test
    void selection_thatIsInvalid_isRefused() {
        JsonNode problem = client.get(Client.JOBS + "?state=none&source=mail&since=yesterday&until=2026-13-01")
                .isProblem(422, "invalid-option")
                .json();
        assertThat(problem.findValuesAsText("field")).containsExactly("state", "source", "since", "until");
        client.get(Client.JOBS + "?cursor=rubbish").isProblem(422, "invalid-option");
        client.delete(Client.JOBS).isProblem(422, "invalid-option");
        client.post(Client.JOBS + "/retry").isProblem(422, "invalid-option");
        client.delete(Client.JOBS + "?state=none").isProblem(422, "invalid-option");
        assertThat(client.delete(Client.JOBS + "?sate=failed&until=2020-01-01&name=")
                        .isProblem(422, "invalid-option")
                        .json()
                        .findValuesAsText("field"))
                .containsExactlyInAnyOrder("sate", "name");
        client.post(Client.JOBS + "/retry?name=").isProblem(422, "invalid-option");
    }

    @Test
    void options_thatAreInvalid_areAllListed() {
        JsonNode problem = client.send(client.upload(FormBody.of(Clips.TINY)
                        .option("ratio", "2")
                        .option("sample_every", "0")
                        .option("callback", "http://evil.example/")
                        .option("rubbish", "1")))
                .isProblem(422, "invalid-option")
                .json();
        assertThat(problem.findValuesAsText("field"))
                .containsExactlyInAnyOrder("ratio", "sample_every", "callback", "rubbish");
        assertThat(problem.path("errors"))
                .allMatch(error -> !error.path("detail").asText().isBlank());
        assertThat(problem.path("detail").asText()).contains("ratio: ", "; sample_every: ", "rubbish: unknown option");

        assertThat(client.send(client.upload(FormBody.of(Clips.TINY)
                                .option("ratio", "0.1")
                                .option("length", "3s")
                                .option("audio", "perhaps")))
                        .isProblem(422, "invalid-option")
                        .json()
                        .findValuesAsText("field"))
                .containsExactlyInAnyOrder("ratio", "length", "audio");
        JsonNode nested = client.postJson("{\"file\":{},\"ratio\":[1],\"audio\":\"perhaps\"}")
                .isProblem(422, "invalid-option")
                .json();
        assertThat(nested.findValuesAsText("field")).containsExactly("file", "ratio", "audio");
        assertThat(client.get("/api/summaries/0")
                        .isProblem(404, "not-found")
                        .json()
                        .has("errors"))
                .isFalse();
    }

    @Test
    void problem_hasATypeThatLeadsToItsDescription() {
        String type = client.postJson("{}").isProblem(422).json().path("type").asText();
        assertThat(client.get(type).is(200).header("Content-Type")).startsWith("text/html");
        assertThat(client.get(type).text())
                .contains("Invalid video", "422", "Send one video per request")
                .doesNotContain("`");
        assertThat(client.get("/api/problems").is(200).text())
                .contains("Invalid video", "Queue full", "href=\"/api/problems/queue-full\"");
        client.get("/api/problems/none").isProblem(404, "not-found");
    }

    @Test
    void headAndUri_thatAreTooLarge_areProblems() {
        client.get(Client.JOBS, "X-Filler", "a".repeat(30_000)).isProblem(431, "headers-too-large");
        client.get(Client.JOBS + "?state=" + "a".repeat(30_000)).isProblem(414, "uri-too-long");
        client.get(Client.JOBS, "X-Filler", "a".repeat(10_000)).is(200);
    }

    @Test
    void form_thatIsNotOneVideo_isRefused() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.mp4"));
        client.send(client.upload(FormBody.of(Clips.TINY).option("ratio", "0.1").option("length", "3s")))
                .isProblem(422);
        client.send(client.upload(FormBody.empty().option("ratio", "0.1"))).isProblem(422);
        client.send(client.upload(FormBody.of(empty))).isProblem(422, "invalid-video");
        client.send(client.upload(FormBody.of(Clips.TINY).file("video", "b.mp4", Clips.TINY)))
                .isProblem(422);
        client.send(client.upload(FormBody.empty().file("film", "b.mp4", Clips.TINY)))
                .isProblem(422);
        client.send(client.upload(FormBody.of(Clips.TINY).option("ratio", "9".repeat(5000))))
                .isProblem(422);
        assertThat(Shared.DATA.resolve("uploads")).isEmptyDirectory();
    }

    @Test
    void body_thatIsMalformed_isRefused() {
        client.post(Client.JOBS, BodyPublishers.ofString("a"), "multipart/form-data")
                .isProblem(400, "malformed-request");
        client.post(Client.JOBS, BodyPublishers.ofString("a"), FormBody.TYPE).isProblem(400, "malformed-request");
        client.postJson("{").isProblem(400, "malformed-request");
        client.postJson("[]").isProblem(400, "malformed-request");
        client.postJson("{}").isProblem(422, "invalid-video");
        client.postJson("{\"file\":\"a.mp4\",\"object\":\"b\"}").isProblem(422, "invalid-video");
        client.postJson("{\"file\":{}}").isProblem(422);
        client.postJson("{\"file\":\"none.mp4\"}").isProblem(422, "invalid-video");
        client.postJson("{\"file\":\"../jobs\"}").isProblem(422, "invalid-video");
        client.postJson("{\"file\":\"/etc/passwd\"}").isProblem(422, "invalid-video");
        client.postJson("{\"object\":\"none.mp4\"}").isProblem(422, "invalid-video");
        client.postJson("{\"file\":\"" + "a".repeat(70_000) + "\"}").isProblem(413, "too-large");
        client.get(Client.JOBS + "?state=none").isProblem(422);
        client.get(Client.JOBS + "?limit=0").isProblem(422);
        client.get(Client.JOBS + "?offset=-1").isProblem(422);
        client.get(Client.JOBS + "?limit=a").isProblem(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a\r\nX-Filler: "})
    void form_whoseHeadersDoNotEnd_isRefused(String filler) throws IOException {
        String head = "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: %s\r\nTransfer-Encoding: chunked\r\n\r\n"
                .formatted(Client.JOBS, FormBody.TYPE);
        try (Socket socket =
                new Socket(Shared.SERVICE.url().getHost(), Shared.SERVICE.url().getPort())) {
            send(socket, head + chunk("----a-form\r\nX-Filler: "));
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                send(socket, chunk(filler.repeat(5000)));
                return socket.getInputStream().available() > 0;
            });
            byte[] answer = new byte[1 << 12];
            int count = socket.getInputStream().read(answer);
            assertThat(new String(answer, 0, count, StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 400 ")
                    .contains("a part of the form has headers of more");
        }
    }

    private static String chunk(String text) {
        return "%x\r\n%s\r\n".formatted(text.length(), text);
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void form_thatIsEncoded_isRefused() {
        String form = String.join(
                "\r\n",
                "----a-form",
                "Content-Disposition: form-data; name=ratio",
                "Content-Transfer-Encoding: base64",
                "",
                "MC41",
                "----a-form--",
                "");
        client.post(Client.JOBS, BodyPublishers.ofString(form), FormBody.TYPE).isProblem(400, "malformed-request");
    }

    @Test
    void video_thatIsTooLarge_isRefused_whetherItsSizeIsSaidOrNot() throws IOException {
        Path large = folder.resolve("large.mp4");
        Files.write(large, new byte[31 << 20]);
        client.send(client.upload(FormBody.of(large))).isProblem(413, "too-large");
        client.post(Client.JOBS, BodyPublishers.ofInputStream(() -> open(large)), "video/mp4")
                .isProblem(413, "too-large");
        assertThat(Shared.DATA.resolve("uploads")).isEmptyDirectory();
    }

    private static InputStream open(Path file) {
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void pageOfAnotherServer_isNotAllowedUnlessConfigured() {
        assertThat(client.get(Client.JOBS, "Origin", "https://videos.example.org")
                        .header("Access-Control-Allow-Origin"))
                .isEmpty();
    }

    @Test
    void fullQueueAndFullDisk_areSaid() {
        try (Service service = Service.start(folder.resolve("data"), "csta.jobs.max-queued=1")) {
            Client busy = new Client(service);
            String running = busy.submit(FormBody.of(Clips.LONG).option("segmentation", "full"))
                    .path("id")
                    .asText();
            busy.awaitRunning(running);
            busy.submit(FormBody.of(Clips.TINY));
            Client.Answer refused =
                    busy.send(busy.upload(FormBody.of(Clips.TINY))).isProblem(429, "queue-full");
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
            assertThat(busy.get("/q/metrics").text())
                    .contains(
                            "csta_jobs{source=\"http\",state=\"queued\"} 1.0",
                            "csta_jobs{source=\"http\",state=\"running\"} 1.0");
        }
        try (Service service = Service.start(
                folder.resolve("full"),
                "csta.http.min-free-disk=900T",
                "quarkus.http.cors.enabled=true",
                "quarkus.http.cors.origins=https://videos.example.org")) {
            Client full = new Client(service);
            assertThat(full.get(Client.JOBS, "Origin", "https://videos.example.org")
                            .header("Access-Control-Allow-Origin"))
                    .isEqualTo("https://videos.example.org");
            Client.Answer preflight = full.send(full.request(Client.JOBS)
                            .headers("Origin", "https://videos.example.org", "Access-Control-Request-Method", "POST")
                            .method("OPTIONS", BodyPublishers.noBody()))
                    .is(200);
            assertThat(preflight.header("Access-Control-Allow-Methods")).contains("POST");
            full.send(full.upload(FormBody.of(Clips.TINY))).isProblem(507, "disk-full");
            assertThat(full.get("/q/health/ready").is(503).text()).contains("disk space");
            full.get("/q/health/live").is(200);
        }
    }
}
