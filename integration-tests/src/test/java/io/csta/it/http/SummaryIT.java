package io.csta.it.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.csta.testing.TestVideos;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ResourceLock(Shared.LOCK)
class SummaryIT {

    private final Client client = Shared.CLIENT;

    @TempDir
    Path folder;

    @Test
    void upload_isSummarized_andCanBeDownloaded() throws IOException {
        JsonNode job = client.submit(FormBody.of(Clips.SHORT)
                .option("ratio", "0.5")
                .option("segmentation", "full")
                .option("audio", "false"));
        assertThat(job.path("state").asText()).isIn("queued", "running");
        assertThat(job.at("/source/name").asText()).isEqualTo("short.mp4");
        assertThat(job.at("/source/type").asText()).isEqualTo("http");

        JsonNode done = client.end(job.path("id").asText());
        assertThat(done.path("state").asText()).as(done.toString()).isEqualTo("done");
        assertThat(done.at("/result/ratio").asDouble()).isBetween(0.3, 0.5);

        Client.Answer video = client.get(done.at("/links/video").asText()).is(200);
        assertThat(video.header("Content-Type")).isEqualTo("video/mp4");
        Path summary = Files.write(folder.resolve("summary.mp4"), video.bytes());
        assertThat(TestVideos.readNumbers(summary))
                .hasSize(done.at("/result/frames").asInt());

        JsonNode report = client.get(done.at("/links/summary").asText()).is(200).json();
        assertThat(report.path("schema").asText()).isEqualTo("csta-summary/1");
        assertThat(report.at("/video/file").asText()).isEqualTo("short.mp4");
        assertThat(report.at("/summary/file").asText()).isEqualTo("short.summary.mp4");
        assertThat(report.toString()).doesNotContain(Shared.DATA.toString());
    }

    @Test
    void list_showsNewestFirst_inPages() {
        for (int i = 0; i < 3; i++) {
            client.end(client.submit(FormBody.of(Clips.TINY)).path("id").asText());
        }
        Client.Answer first = client.get(Client.JOBS + "?limit=2&state=done").is(200);
        assertThat(first.json().path("items")).hasSize(2);
        assertThat(first.json().path("total").asInt()).isGreaterThanOrEqualTo(3);
        String newest = first.json().at("/items/0/id").asText();
        assertThat(client.get(Client.JOBS + "?id=" + newest.substring(0, 20))
                        .json()
                        .path("items"))
                .singleElement()
                .satisfies(job -> assertThat(job.path("id").asText()).isEqualTo(newest));
        assertThat(client.get(Client.JOBS + "?id=none").json().path("total").asInt())
                .isZero();
        String next = first.raw().headers().allValues("Link").stream()
                .flatMap(line -> Arrays.stream(line.split(",\\s*(?=<)")))
                .filter(link -> link.contains("rel=\"next\""))
                .map(link -> link.substring(link.indexOf('<') + 1, link.indexOf('>')))
                .findFirst()
                .orElseThrow();
        JsonNode second = client.get(next).is(200).json();
        assertThat(second.path("offset").asInt()).isEqualTo(2);
        assertThat(StreamSupport.stream(first.json().path("items").spliterator(), false)
                        .map(job -> job.path("created").asText()))
                .isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(client.get(Client.JOBS + "?state=running&limit=500").json().path("items"))
                .allMatch(job -> job.path("state").asText().equals("running"));
    }

    @Test
    void page_beyondAllJobs_isTheLast() {
        client.submit(FormBody.of(Clips.TINY));
        Client.Answer beyond = client.get(Client.JOBS + "?limit=500&offset=" + Integer.MAX_VALUE)
                .is(200);
        assertThat(beyond.json().path("items")).isEmpty();
        assertThat(beyond.raw().headers().allValues("Link"))
                .isNotEmpty()
                .noneMatch(link -> link.contains("rel=\"next\""));
    }

    @Test
    void rawVideo_withOptionsInTheQuery_isSummarized() throws IOException {
        Client.Answer answer = client.post(
                        Client.JOBS + "?name=raw.mp4&length=1s", BodyPublishers.ofFile(Clips.SHORT), "video/mp4")
                .is(202);
        JsonNode done = client.end(answer.json().path("id").asText());
        assertThat(done.at("/source/name").asText()).isEqualTo("raw.mp4");
        assertThat(done.at("/result/duration").asDouble()).isBetween(0.9, 1.1);
    }

    @Test
    void fileOfInbox_isSummarized_whereNamed() throws IOException {
        Path inbox = Files.createDirectories(Shared.DATA.resolve("inbox/sub"));
        Files.copy(Clips.SHORT, inbox.resolve("named.mp4"));
        Client.Answer answer =
                client.postJson("{\"file\":\"sub/named.mp4\",\"ratio\":0.5}").is(202);
        JsonNode done = client.end(answer.json().path("id").asText());
        assertThat(done.path("state").asText()).as(done.toString()).isEqualTo("done");
        assertThat(done.at("/source/name").asText()).isEqualTo("sub/named.mp4");
        client.get(done.at("/links/video").asText()).is(200);
    }

    @Test
    void length_ofTheSummary_canBeAskedFor() throws IOException {
        Path inbox = Files.createDirectories(Shared.DATA.resolve("inbox"));
        Files.copy(Clips.SHORT, inbox.resolve("length.mp4"));
        Client.Answer answer =
                client.postJson("{\"file\":\"length.mp4\",\"length\":\"2s\"}").is(202);
        JsonNode done = client.end(answer.json().path("id").asText());
        assertThat(done.path("state").asText()).as(done.toString()).isEqualTo("done");
        assertThat(done.at("/result/duration").asDouble()).isBetween(1.0, 2.0 + 1e-6);
        assertThat(client.get(done.at("/links/summary").asText())
                        .json()
                        .at("/options/length")
                        .asDouble())
                .isEqualTo(2.0);
    }

    @Test
    void wait_ofAShortClip_givesTheSummaryItself() throws IOException {
        Client.Answer answer = client.send(client.request(Client.JOBS + "?wait=120s")
                        .header("Content-Type", FormBody.TYPE)
                        .header("Accept", "video/mp4")
                        .POST(FormBody.of(Clips.SHORT).end()))
                .is(200);
        assertThat(answer.header("Content-Type")).isEqualTo("video/mp4");
        String id = answer.header("Job-Id");
        assertThat(answer.header("Location")).endsWith(Client.JOBS + "/" + id);
        assertThat(client.job(id).path("state").asText()).isEqualTo("done");
        assertThat(TestVideos.readNumbers(Files.write(folder.resolve("waited.mp4"), answer.bytes())))
                .isNotEmpty();
        Client.Answer job = client.send(client.request(Client.JOBS + "?wait=2m")
                        .header("Content-Type", FormBody.TYPE)
                        .POST(FormBody.of(Clips.SHORT).end()))
                .is(200);
        assertThat(job.json().path("state").asText()).isEqualTo("done");
        assertThat(job.header("Location")).endsWith(job.json().at("/links/self").asText());
        assertThat(job.header("Job-Id")).isEqualTo(job.json().path("id").asText());
    }

    @Test
    void job_hasTheRequestedOptions_andTheLinkToItsSummary() {
        JsonNode job = client.submit(FormBody.of(Clips.SHORT)
                .option("ratio", "0.5")
                .option("segmentation", "full")
                .option("visibility", "off")
                .option("audio", "false"));
        assertThat(job.path("options").toString())
                .isEqualTo("{\"ratio\":0.5,\"segmentation\":\"full\",\"visibility\":\"off\",\"audio\":false}");

        JsonNode done = client.end(job.path("id").asText());
        assertThat(done.at("/result/video").asText())
                .isEqualTo(done.at("/links/video").asText());
        assertThat(done.path("created").asText())
                .isLessThanOrEqualTo(done.path("started").asText());
        assertThat(done.path("started").asText())
                .isLessThanOrEqualTo(done.path("ended").asText());
        assertThat(done.path("attempts").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 'GET, HEAD, POST, DELETE, OPTIONS'",
        "/0123456789abcdef0123456789abcdef, 'GET, HEAD, DELETE, OPTIONS'",
        "/0123456789abcdef0123456789abcdef/cancel, 'POST, OPTIONS'",
        "/0123456789abcdef0123456789abcdef/retry, 'POST, OPTIONS'",
        "/0123456789abcdef0123456789abcdef/video, 'GET, HEAD, OPTIONS'"
    })
    void options_ofAPath_areItsMethods(String below, String allowed) {
        Client.Answer answer =
                client.send(client.request(Client.JOBS + below).method("OPTIONS", BodyPublishers.noBody()));
        assertThat(answer.header("Allow").split(", ")).containsExactlyInAnyOrder(allowed.split(", "));
    }

    @Test
    void wait_thatIsTooShort_givesTheJob() {
        Client.Answer answer = client.send(client.request(Client.JOBS + "?wait=1s")
                        .header("Content-Type", FormBody.TYPE)
                        .header("Accept", "video/mp4")
                        .POST(FormBody.of(Clips.LONG)
                                .option("segmentation", "full")
                                .end()))
                .is(202);
        String id = answer.json().path("id").asText();
        assertThat(answer.header("Location")).endsWith(id);
        client.post(Client.JOBS + "/" + id + "/cancel").is(202);
    }

    @Test
    void cancelledJob_canBeRetriedAndRemoved() {
        String id = client.submit(FormBody.of(Clips.LONG).option("segmentation", "full"))
                .path("id")
                .asText();
        String path = Client.JOBS + "/" + id;
        client.awaitRunning(id);
        client.get(path + "/video").isProblem(409, "wrong-state");
        client.get(path + "/summary.json").isProblem(409, "wrong-state");
        client.post(path + "/retry").isProblem(409, "wrong-state");
        assertThat(client.delete(path).is(202).json().path("state").asText()).isEqualTo("cancelled");
        client.post(path + "/cancel").isProblem(409, "wrong-state");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> client.post(path + "/retry").status() == 202);
        client.post(path + "/cancel").is(202);
        await().atMost(Duration.ofSeconds(30)).until(() -> client.delete(path).status() == 204);
        client.get(path).isProblem(410, "gone");
        client.get(path + "/video").isProblem(410, "gone");
        client.get(path + "/events").isProblem(410, "gone");
        client.delete(path).isProblem(410, "gone");
        assertThat(Shared.DATA.resolve("jobs").resolve(id)).doesNotExist();
    }

    @Test
    void brokenVideo_failsWithItsOwnName_andWithoutOurs() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.mp4"), "this is no video");
        JsonNode job = client.end(client.submit(FormBody.of(broken)).path("id").asText());
        assertThat(job.path("state").asText()).isEqualTo("failed");
        assertThat(job.at("/error/message").asText())
                .contains("broken.mp4")
                .doesNotContain(Shared.DATA.toString(), "/jobs/", "input.mp4");
        Client.Answer waited = client.send(client.request(Client.JOBS + "?wait=60s")
                        .header("Content-Type", FormBody.TYPE)
                        .header("Accept", "video/mp4")
                        .POST(FormBody.of(broken).end()))
                .isProblem(422, "no-summary");
        assertThat(waited.json().path("detail").asText()).contains("broken.mp4");
    }
}
