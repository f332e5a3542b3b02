package io.csta.it.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csta.testing.TestVideos;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A service that watches the bucket of {@code csta.s3} and another one, at a server that sometimes does not respond. */
class S3NamedBucketsIT {

    private static final String ARCHIVE = "old-videos";

    @TempDir
    private static Path folder;

    private static S3Server server;
    private static FaultyLink link;
    private static WatchedBucket service;
    private static Path video;

    @BeforeAll
    static void start() {
        video = TestVideos.ofScenes(45, 45).write(folder.resolve("video.mp4"));
        server = S3Server.start();
        server.client().createBucket(request -> request.bucket(ARCHIVE));
        link = new FaultyLink(server.port());
        service = WatchedBucket.start(
                folder.resolve("data"),
                server.url(),
                "csta.buckets.archive.bucket=" + ARCHIVE,
                "csta.buckets.archive.endpoint=" + link.url(),
                "csta.buckets.archive.incoming=new/",
                "csta.buckets.archive.profile=long",
                "csta.profiles.long.length=2s",
                "csta.profiles.short.length=1s",
                "csta.profiles.short.prefix=new/");
    }

    @AfterAll
    static void end() {
        service.close();
        link.close();
        server.close();
    }

    private static void put(String key) {
        server.client().putObject(request -> request.bucket(ARCHIVE).key(key), RequestBody.fromFile(video));
    }

    private static List<String> keys(String prefix) {
        return server.client().listObjectsV2(request -> request.bucket(ARCHIVE).prefix(prefix)).contents().stream()
                .map(S3Object::key)
                .sorted()
                .toList();
    }

    private static double duration(String key) {
        return service.jobs(key).get(0).at("/status/result/duration").asDouble();
    }

    @Test
    void objects_inTwoBuckets_areSummarizedByTheOptionsOfEach() {
        link.mend();
        server.put("incoming/two.mp4", video);
        put("new/two.mp4");

        assertThat(service.awaitEnd("incoming/two.mp4")).containsExactly("done");
        assertThat(service.awaitEnd("new/two.mp4")).containsExactly("done");

        assertThat(duration("incoming/two.mp4")).isBetween(0.9, 1.1);
        assertThat(duration("new/two.mp4")).isBetween(1.5, 2.0 + 1e-6);
        assertThat(server.keys("")).contains("done/two.mp4", "summaries/two.summary.mp4", "summaries/two.summary.json");
        assertThat(keys("")).contains("done/two.mp4", "summaries/two.summary.mp4", "summaries/two.summary.json");
        assertThat(keys("new/two")).isEmpty();
        assertThat(service.jobs("incoming/two.mp4").get(0).path("source").has("alias"))
                .isFalse();
        assertThat(service.service().log())
                .contains(
                        "queued: incoming/two.mp4 from s3",
                        "queued: archive:new/two.mp4 from s3",
                        "uploaded: archive:summaries/two.summary.mp4",
                        "moved: archive:new/two.mp4 to archive:done/two.mp4");
    }

    @Test
    void bucket_thatDoesNotRespond_concernsNeitherTheOtherOneNorTheService() {
        link.refuse();
        put("new/late.mp4");
        service.await(() ->
                service.readiness("bucket-archive").at("/data/state").asText().equals("degraded"));
        assertThat(service.readiness("bucket-archive").at("/data/reason").asText())
                .contains("the bucket " + ARCHIVE);
        assertThat(service.readiness().at("/data/state").asText()).isEqualTo("responds");

        server.put("incoming/meanwhile.mp4", video);
        assertThat(service.awaitEnd("incoming/meanwhile.mp4")).containsExactly("done");

        link.mend();
        assertThat(service.awaitEnd("new/late.mp4")).containsExactly("done");
        service.await(() ->
                service.readiness("bucket-archive").at("/data/state").asText().equals("responds"));
    }

    @Test
    void request_forAnObject_namesTheBucket() throws IOException, InterruptedException {
        link.mend();
        put("elsewhere/asked.mp4");
        server.put("elsewhere/main.mp4", video);

        JsonNode archive = post("{\"object\":\"elsewhere/asked.mp4\",\"bucket\":\"archive\",\"length\":\"1s\"}", 202);
        JsonNode main = post("{\"object\":\"elsewhere/main.mp4\"}", 202);
        JsonNode unknown = post("{\"object\":\"elsewhere/asked.mp4\",\"bucket\":\"%s\"}".formatted(ARCHIVE), 422);
        JsonNode missing = post("{\"object\":\"elsewhere/asked.mp4\"}", 422);

        assertThat(archive.at("/source/name").asText()).isEqualTo("archive:elsewhere/asked.mp4");
        assertThat(archive.at("/source/bucket").asText()).isEqualTo("archive");
        assertThat(main.path("source").has("bucket")).isFalse();
        assertThat(unknown.at("/errors/0/detail").asText()).isEqualTo("unknown bucket %s; available: archive", ARCHIVE);
        assertThat(missing.path("detail").asText()).startsWith("no such object in the bucket videos");
        assertThat(service.awaitEnd("elsewhere/asked.mp4")).containsExactly("done");
        assertThat(duration("elsewhere/asked.mp4")).isBetween(0.9, 1.1);
        assertThat(keys("summaries/elsewhere")).hasSize(2);
    }

    private static JsonNode post(String body, int status) throws IOException, InterruptedException {
        URI jobs = service.service().url("/api/summaries");
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(jobs)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return new ObjectMapper().readTree(response.body());
    }
}
