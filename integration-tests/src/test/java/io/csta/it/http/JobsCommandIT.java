package io.csta.it.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csta.it.cli.Csta;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
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
                .contains("unknown state lost");
        csta().run("jobs", "list", "--url", "rubbish").failed(2);
        csta().run("jobs", "show").failed(2);
        csta().run("jobs").failed(2);
    }
}
