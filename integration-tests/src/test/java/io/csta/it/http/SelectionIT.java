package io.csta.it.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Finds jobs, pages through them, and changes several at once. */
@ResourceLock(Shared.LOCK)
class SelectionIT {

    private final Client client = Shared.CLIENT;

    @TempDir
    private Path folder;

    private String submit(String name, Path video) {
        return client.submit(FormBody.empty().file("video", name, video))
                .path("id")
                .asText();
    }

    private List<String> found(String query) {
        return client.get(Client.JOBS + query).is(200).json().path("items").findValuesAsText("id");
    }

    @Test
    void list_findsJobsByNameSourceStateAndTime() {
        String before = Instant.now().toString();
        String first = submit("Holiday One.mp4", Clips.TINY);
        String second = submit("holiday two.mp4", Clips.TINY);
        client.end(first);
        client.end(second);
        String after = Instant.now().toString();

        assertThat(found("?name=HOLIDAY")).containsExactly(second, first);
        assertThat(found("?name=holiday%20one&state=done&source=http")).containsExactly(first);
        assertThat(found("?name=holiday&source=folder&source=s3")).isEmpty();
        assertThat(found("?name=holiday&since=%s&until=%s".formatted(before, after)))
                .hasSize(2);
        assertThat(found("?name=holiday&until=" + before)).isEmpty();
        assertThat(found("?name=holiday&since=2020-01-01")).hasSize(2);
        assertThat(found("?name=holiday&until=2020-01-01")).isEmpty();
    }

    @Test
    void cursor_leadsThroughAllJobs_althoughOthersAreAddedAndRemoved() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(submit("page %d.mp4".formatted(i), Clips.TINY));
        }
        ids.forEach(client::end);
        Collections.reverse(ids);
        JsonNode page = client.get(Client.JOBS + "?name=page&limit=2").is(200).json();
        List<String> seen = new ArrayList<>(page.path("items").findValuesAsText("id"));
        submit("page, added.mp4", Clips.TINY);
        client.delete(Client.JOBS + "/" + ids.get(0)).is(204);
        while (page.has("next")) {
            page = client.get(Client.JOBS + "?name=page&limit=2&cursor="
                            + page.path("next").asText())
                    .is(200)
                    .json();
            seen.addAll(page.path("items").findValuesAsText("id"));
        }
        assertThat(seen).containsExactlyElementsOf(ids);
    }

    @Test
    void profile_thatARequestNames_isApplied() {
        JsonNode job = client.end(client.submit(FormBody.of(Clips.TINY).option("profile", "half"))
                .path("id")
                .asText());
        assertThat(job.path("profile").asText()).isEqualTo("half");
        assertThat(client.get(job.at("/links/summary").asText())
                        .json()
                        .at("/options/ratio")
                        .asDouble())
                .isEqualTo(0.5);
        JsonNode problem = client.send(client.upload(FormBody.of(Clips.TINY).option("profile", "none")))
                .isProblem(422, "invalid-option")
                .json();
        assertThat(problem.path("detail").asText()).contains("unknown profile none; available: half");
    }

    @Test
    void queue_isPausedAndResumed_andUrgentJobsStartFirst() {
        String patient;
        String urgent;
        try {
            JsonNode queue = client.post("/api/queue/pause").is(200).json();
            assertThat(queue.path("paused").asBoolean()).isTrue();
            patient = submit("queue a.mp4", Clips.TINY);
            urgent = client.submit(FormBody.empty()
                            .file("video", "queue b.mp4", Clips.TINY)
                            .option("priority", "5"))
                    .path("id")
                    .asText();
            assertThat(client.get(Client.JOBS + "/" + urgent)
                            .json()
                            .path("priority")
                            .asInt())
                    .isEqualTo(5);
            assertThat(client.get("/api/queue").json().path("queued").asInt()).isGreaterThanOrEqualTo(2);
        } finally {
            assertThat(client.post("/api/queue/resume")
                            .is(200)
                            .json()
                            .path("paused")
                            .asBoolean(true))
                    .isFalse();
        }
        Instant first = Instant.parse(client.end(urgent).path("started").asText());
        Instant second = Instant.parse(client.end(patient).path("started").asText());
        assertThat(first).isBefore(second);
    }

    @Test
    void jobs_areRetriedAndRemovedTogether() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.mp4"), "not a video");
        List<String> failed = List.of(submit("bulk a.mp4", broken), submit("bulk b.mp4", broken));
        String done = submit("bulk c.mp4", Clips.TINY);
        failed.forEach(client::end);
        client.end(done);

        assertThat(changed(3, () -> client.post(Client.JOBS + "/retry?name=bulk")))
                .containsExactlyInAnyOrderElementsOf(failed);
        failed.forEach(id -> assertThat(client.end(id).path("state").asText()).isEqualTo("failed"));

        String running = submit("bulk d.mp4", Clips.LONG);
        assertThat(changed(2, () -> client.delete(Client.JOBS + "?name=bulk&state=failed")))
                .containsExactlyInAnyOrderElementsOf(failed);
        client.delete(Client.JOBS + "?name=bulk%20d").is(200);
        assertThat(found("?name=bulk")).containsExactly(running, done);
        client.delete(Client.JOBS + "/" + running).is(202);
        failed.forEach(id -> client.get(Client.JOBS + "/" + id).isProblem(410, "gone"));
    }

    /** The ids that requests change until two jobs are changed: a job can be changed soon after its end, when its source knows. */
    private static Set<String> changed(int selectedAtFirst, Supplier<Client.Answer> request) {
        Set<String> ids = new HashSet<>();
        await().atMost(Duration.ofMinutes(1)).until(() -> {
            JsonNode result = request.get().is(200).json();
            assertThat(result.path("count").asInt() + result.path("skipped").asInt())
                    .isLessThanOrEqualTo(selectedAtFirst);
            result.path("ids").forEach(id -> ids.add(id.asText()));
            return ids.size() == 2;
        });
        return ids;
    }
}
