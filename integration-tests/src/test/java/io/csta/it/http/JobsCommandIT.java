package io.csta.it.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csta.it.cli.Csta;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock(Shared.LOCK)
class JobsCommandIT {

    private final Client client = Shared.CLIENT;

    @TempDir
    Path folder;

    private Csta csta() {
        return Csta.in(folder)
                .environment(Map.of("CSTA_URL", Shared.SERVICE.url().toString()));
    }

    @Test
    void jobs_areListedAndShown() throws IOException {
        String id = client.submit(FormBody.of(Clips.TINY)).path("id").asText();
        client.end(id);
        assertThat(csta().run("jobs", "list").succeeded().out().lines())
                .first()
                .satisfies(heading -> assertThat(heading).startsWith("id ").endsWith("error"));
        assertThat(csta().run("jobs", "list").succeeded().out().lines())
                .anyMatch(line -> line.contains(id) && line.contains("done") && line.contains("tiny.mp4"));
        assertThat(csta().run("jobs", "show", id).succeeded().out()).contains(id, "done", "tiny.mp4");
        JsonNode job = new ObjectMapper()
                .readTree(csta().run("jobs", "show", id, "--json").succeeded().out());
        assertThat(job.path("id").asText()).isEqualTo(id);
        JsonNode page = new ObjectMapper()
                .readTree(csta().run("jobs", "list", "--json", "--state", "done", "--limit", "1")
                        .succeeded()
                        .out());
        assertThat(page.path("items")).hasSize(1);
    }

    @Test
    void job_isCancelledAndRetried() {
        String id = client.submit(FormBody.of(Clips.LONG).option("segmentation", "full"))
                .path("id")
                .asText();
        client.awaitRunning(id);
        assertThat(csta().run("jobs", "cancel", id).succeeded().out()).contains("cancelled");
        assertThat(csta().run("jobs", "cancel", id).failed(1).err()).contains("has ended");
        assertThat(csta().run("jobs", "retry", id).succeeded().out()).contains("queued");
        client.post(Client.JOBS + "/" + id + "/cancel").is(202);
    }

    @Test
    void job_isNamedByTheFirstDigitsOfItsId_unlessOthersHaveThem() {
        Map<String, String> byFirstDigit = new HashMap<>();
        String id = "";
        String other = null;
        while (other == null) { // at most 17 times
            id = client.submit(FormBody.of(Clips.TINY)).path("id").asText();
            other = byFirstDigit.put(id.substring(0, 1), id);
            client.end(id);
        }
        String common = id.substring(0, 1);
        assertThat(csta().run("jobs", "show", common).failed(1).err())
                .contains("jobs begin with '" + common + "'", "use more digits");
        assertThat(csta().run("jobs", "show", id.substring(0, 16)).succeeded().out())
                .contains(id)
                .doesNotContain(other);
        assertThat(csta().run("jobs", "show", "xyz").failed(1).err())
                .contains("no job has an id that begins with 'xyz'; csta jobs list shows all ids");

        assertThat(csta().run("jobs", "remove", id.substring(0, 16)).succeeded().out())
                .isEqualTo("removed %s (tiny.mp4)%n".formatted(id));
        client.get(Client.JOBS + "/" + id).isProblem(410, "gone");
        assertThat(csta().run("jobs", "remove", id).failed(1).err()).contains("was removed");
    }

    @Test
    void job_thatHasNotEnded_isNotRemoved() {
        String id = client.submit(FormBody.of(Clips.LONG).option("segmentation", "full"))
                .path("id")
                .asText();
        client.awaitRunning(id);
        assertThat(csta().run("jobs", "remove", id).failed(1).err())
                .contains("is running; cancel it first, with csta jobs cancel " + id);
        assertThat(client.job(id).path("state").asText()).isEqualTo("running");
        client.post(Client.JOBS + "/" + id + "/cancel").is(202);
    }

    @Test
    void job_isWatchedUntilItIsDone() throws IOException {
        String id = client.submit(FormBody.of(Clips.SHORT).option("ratio", "50%"))
                .path("id")
                .asText();
        Csta.Result result = csta().run("jobs", "watch", id.substring(0, 20)).succeeded();
        assertThat(result.out()).contains(id, "done", "short.mp4");
        assertThat(result.err().lines()).allMatch(line -> line.startsWith("short.mp4: "));
        JsonNode job = new ObjectMapper()
                .readTree(csta().run("jobs", "watch", id, "--json").succeeded().out());
        assertThat(job.path("state").asText()).isEqualTo("done");
        assertThat(client.get(job.at("/links/summary").asText())
                        .json()
                        .at("/options/ratio")
                        .asDouble())
                .isEqualTo(0.5);
    }

    @Test
    void job_thatFails_isWatchedAndListedWithItsError() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.mp4"), "this is no video");
        String id = client.submit(FormBody.of(broken)).path("id").asText();
        Csta.Result watched = csta().run("jobs", "watch", id);
        assertThat(watched.exit()).isEqualTo(1);
        assertThat(watched.out()).isEmpty();
        assertThat(watched.err().lines()).last().satisfies(line -> assertThat(line)
                .startsWith("csta: job " + id + " failed: broken.mp4 is not a video"));
        assertThat(csta().run("jobs", "list", "--state", "failed")
                        .succeeded()
                        .out()
                        .lines())
                .anyMatch(line -> line.startsWith(id) && line.contains("  broken.mp4 is not a video"));
    }

    @Test
    void list_ofTheNewestJobs_saysThatThereAreMore() {
        for (int i = 0; i < 2; i++) {
            client.end(client.submit(FormBody.of(Clips.TINY)).path("id").asText());
        }
        Csta.Result result = csta().run("jobs", "list", "--limit", "1").succeeded();
        assertThat(result.out().lines()).hasSize(2);
        assertThat(result.err()).startsWith("csta: these are the newest 1 of ");
    }

    @Test
    void failure_isOneLine() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertThat(csta().run("jobs", "list", "--url", "http://127.0.0.1:" + free)
                        .failed(1)
                        .err())
                .contains("cannot connect to a service at http://127.0.0.1:" + free, "csta serve", "--url");
        assertThat(csta().run("jobs", "show", "0".repeat(32)).failed(1).err()).contains("no such job");
        assertThat(csta().run("jobs", "list", "--state", "lost").failed(1).err())
                .contains("state: unknown value lost");
        csta().run("jobs", "list", "--url", "rubbish").failed(2);
        csta().run("jobs", "show").failed(2);
        csta().run("jobs").failed(2);
    }

    @Test
    void pauseAndResume_areSaid() {
        try {
            assertThat(csta().run("jobs", "pause").succeeded().out())
                    .matches("\\d+ queued, \\d+ running; the queue is paused; csta jobs resume starts jobs again\\R");
            assertThat(csta().run("jobs", "queue").succeeded().out()).contains("the queue is paused;");
            assertThat(client.get("/api/queue").json().path("paused").asBoolean())
                    .isTrue();
            assertThat(csta().run("jobs", "resume", "--json").succeeded().out()).contains("\"paused\" : false");
        } finally {
            client.post("/api/queue/resume");
        }
    }

    @Test
    void storage_isShown() {
        client.end(client.submit(FormBody.of(Clips.TINY)).path("id").asText());
        String out = csta().run("jobs", "storage").succeeded().out();
        assertThat(out)
                .containsPattern("jobs +\\d+ +\\d+\\.\\d [MG]B +30 days")
                .containsPattern("summaries +\\d+ +\\d+\\.\\d [MG]B +not removed")
                .containsPattern("free +\\d+\\.\\d GB");
        assertThat(csta().run("jobs", "storage", "--json").succeeded().out()).contains("\"kept_for\" : 2592000");
    }

    @Test
    void pausedJob_waitsWhileOthersRun_untilItIsResumed() {
        String id;
        try {
            client.post("/api/queue/pause").is(200);
            id = client.submit(FormBody.of(Clips.TINY)).path("id").asText();
            assertThat(csta().run("jobs", "list").succeeded().err())
                    .contains("the queue is paused; csta jobs resume starts");
            assertThat(csta().run("jobs", "pause", id.substring(0, 12))
                            .succeeded()
                            .out())
                    .containsPattern("state +paused\\R");
        } finally {
            client.post("/api/queue/resume");
        }
        client.end(client.submit(FormBody.of(Clips.TINY)).path("id").asText());
        JsonNode waiting = client.get(Client.JOBS + "/" + id).json();
        assertThat(waiting.path("state").asText()).isEqualTo("queued");
        assertThat(waiting.path("paused").asBoolean()).isTrue();

        assertThat(csta().run("jobs", "resume", id).succeeded().out()).doesNotContain("paused");
        assertThat(csta().run("jobs", "queue").succeeded().out())
                .matches("\\d+ queued, \\d+ running; the queue is not paused\\R");
        assertThat(client.end(id).path("state").asText()).isEqualTo("done");
        assertThat(csta().run("jobs", "pause", id).failed(1).err())
                .contains("the job is done; only queued jobs can be paused");
    }
}
