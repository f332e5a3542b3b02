package io.csta.it.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.csta.it.service.Service;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that watches the inbox and two further folders: one with a profile, and one whose videos stay. */
class NamedFoldersIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private static Path folder;

    private static Path data;
    private static Service service;
    private static Client client;

    @BeforeAll
    static void start() {
        data = folder.resolve("data");
        service = Service.start(
                data,
                "csta.inbox.settle=0.2S",
                "csta.inbox.poll=0.2S",
                "csta.folders.tv.path=" + folder.resolve("tv"),
                "csta.folders.tv.profile=trailers",
                "csta.folders.kept.path=" + folder.resolve("kept"),
                "csta.folders.kept.summaries=" + folder.resolve("kept"),
                "csta.folders.kept.after=keep",
                "csta.profiles.trailers.length=2s",
                "csta.profiles.full.ratio=90%",
                "csta.profiles.full.folder=full");
        client = new Client(service);
    }

    @AfterAll
    static void end() {
        service.close();
    }

    /** As a file that is renamed into place. */
    private static void drop(Path target) throws IOException {
        Files.createDirectories(target.getParent());
        Path part = Files.createTempFile(folder, "drop", ".part");
        Files.copy(Clips.SHORT, part, StandardCopyOption.REPLACE_EXISTING);
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The job of a video, once it has ended and the video was moved. */
    private static JsonNode awaitJob(String name) {
        await(name).atMost(PATIENCE).until(() -> find(name) != null);
        return client.end(find(name).path("id").asText());
    }

    private static JsonNode find(String name) {
        for (JsonNode job : client.get(Client.JOBS + "?limit=500").json().path("items")) {
            if (job.at("/source/name").asText().equals(name)) {
                return job;
            }
        }
        return null;
    }

    private static void awaitFile(Path file) {
        await(file.toString()).atMost(PATIENCE).until(() -> Files.exists(file));
    }

    @Test
    void sameFile_inTwoFolders_isSummarizedByTheOptionsOfEach() throws IOException {
        drop(data.resolve("inbox/full/a.mp4"));
        drop(folder.resolve("tv/full/a.mp4"));

        JsonNode inbox = awaitJob("full/a.mp4");
        JsonNode tv = awaitJob("tv:full/a.mp4");

        assertThat(inbox.at("/result/duration").asDouble()).isGreaterThan(2.4);
        assertThat(tv.at("/result/duration").asDouble()).isBetween(1.5, 2.0 + 1e-6);
        assertThat(inbox.path("source").has("folder")).isFalse();
        assertThat(tv.at("/source/folder").asText()).isEqualTo("tv");
        assertThat(tv.at("/result/video").asText()).isEqualTo("full/a.summary.mp4");
        awaitFile(data.resolve("done/full/a.mp4"));
        awaitFile(data.resolve("folders/tv/done/full/a.mp4"));
        assertThat(data.resolve("summaries/full/a.summary.mp4")).exists();
        assertThat(data.resolve("folders/tv/summaries/full/a.summary.mp4")).exists();
        assertThat(client.get(tv.at("/links/summary").asText())
                        .json()
                        .at("/video/file")
                        .asText())
                .isEqualTo("tv:full/a.mp4");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(service.log())
                .contains("queued: tv:full/a.mp4 from folder", "moved: tv:full/a.mp4 to tv:done/full/a.mp4"));
    }

    @Test
    void failedFile_isMovedInItsOwnFolder() throws IOException {
        Path broken = Files.createDirectories(folder.resolve("tv")).resolve("broken.mp4");
        Files.writeString(broken, "this is no video");

        JsonNode job = awaitJob("tv:broken.mp4");

        assertThat(job.path("state").asText()).isEqualTo("failed");
        assertThat(job.at("/error/message").asText()).startsWith("tv:broken.mp4 is not a video");
        awaitFile(data.resolve("folders/tv/failed/broken.mp4"));
        assertThat(data.resolve("folders/tv/failed/broken.mp4.error.json")).exists();
        assertThat(data.resolve("failed/broken.mp4")).doesNotExist();
    }

    @Test
    void file_ofAFolderThatKeepsVideos_stays_besideItsSummary() throws IOException {
        drop(folder.resolve("kept/a.mp4"));

        assertThat(awaitJob("kept:a.mp4").path("state").asText()).isEqualTo("done");

        assertThat(folder.resolve("kept/a.mp4")).exists();
        assertThat(folder.resolve("kept/a.summary.mp4")).exists();
        assertThat(data.resolve("folders/kept")).doesNotExist();
    }

    @Test
    void request_forAFileInAFolder_hasItsOwnOptions_andIsRepeatable() throws IOException {
        Path file = folder.resolve("kept/asked.mp4");
        Files.createDirectories(file.getParent());
        Files.copy(Clips.SHORT, file);
        String body = "{\"file\":\"asked.mp4\",\"folder\":\"kept\",\"profile\":\"full\"}";

        Client.Answer first = keyed(body).is(202);

        assertThat(first.json().at("/source/name").asText()).isEqualTo("kept:asked.mp4");
        assertThat(keyed(body).is(202).header("Location")).isEqualTo(first.header("Location"));
        keyed("{\"file\":\"asked.mp4\",\"profile\":\"full\"}").isProblem(422, "key-reused");
        assertThat(client.end(first.json().path("id").asText())
                        .at("/result/duration")
                        .asDouble())
                .isGreaterThan(2.4);
    }

    private static Client.Answer keyed(String body) {
        return client.send(client.request(Client.JOBS)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "asked")
                .POST(BodyPublishers.ofString(body)));
    }

    @Test
    void request_forAFolderThatIsNone_isRefused_withoutPaths() {
        Client.Answer unknown = client.postJson("{\"file\":\"a.mp4\",\"folder\":\"radio\",\"ratio\":7}")
                .isProblem(422, "invalid-option");
        assertThat(unknown.json().at("/errors").findValuesAsText("field")).containsExactly("folder", "ratio");
        assertThat(unknown.json().at("/errors/0/detail").asText())
                .isEqualTo("unknown folder radio; available: kept, tv");
        assertThat(unknown.text()).doesNotContain(folder.toString());

        assertThat(client.postJson("{\"file\":\"a.mp4\",\"bucket\":\"archive\"}")
                        .isProblem(422, "invalid-option")
                        .text())
                .contains("applies only together with 'object'");
        assertThat(client.postJson("{\"object\":\"a.mp4\",\"bucket\":\"archive\"}")
                        .isProblem(422, "invalid-option")
                        .text())
                .contains("unknown bucket archive; the operator has configured none (csta.buckets)");
        assertThat(client.postJson("{\"file\":\"none.mp4\",\"folder\":\"tv\"}")
                        .isProblem(422, "invalid-video")
                        .text())
                .contains("no such file in the folder tv: none.mp4");
        client.postJson("{\"file\":\"../kept/a.mp4\",\"folder\":\"tv\"}").isProblem(422, "invalid-video");
    }
}
