package io.csta.it.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.csta.testing.TestVideos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A service whose way to the bucket is disturbed, from before its start, and mended. */
class S3OutageIT {

    /** More than any request but an upload has. */
    private static final int REQUEST = 8 << 10;

    @TempDir
    static Path folder;

    private static S3Server server;
    private static FaultyLink link;
    private static WatchedBucket bucket;
    private static Path video;
    private static int count;

    @BeforeAll
    static void start() {
        video = TestVideos.ofScenes(30, 30).write(folder.resolve("video.mp4"));
        server = S3Server.start();
        link = new FaultyLink(server.port());
        link.refuse();
        bucket = WatchedBucket.start(folder.resolve("data"), link.url());
    }

    @AfterAll
    static void end() {
        bucket.close();
        link.close();
        server.close();
    }

    static Stream<Named<Consumer<FaultyLink>>> faults() {
        return Stream.of(
                Named.of("refused", FaultyLink::refuse),
                Named.of("503", link -> link.answer(503)),
                Named.of("silent", FaultyLink::stall));
    }

    static Stream<Named<Consumer<FaultyLink>>> furtherFaults() {
        return Stream.of(
                Named.of("403", link -> link.answer(403)),
                Named.of("cut", link -> link.cutAfter(REQUEST)),
                Named.of("500", link -> link.answer(500)),
                Named.of("slow", link -> link.slow(Duration.ofMillis(20))));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void bucket_awayForAWhile_losesNothing(Consumer<FaultyLink> fault) {
        assertNothingIsLost(fault);
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("furtherFaults")
    void bucket_awayInAnotherWay_losesNothing(Consumer<FaultyLink> fault) {
        assertNothingIsLost(fault);
    }

    private static void assertNothingIsLost(Consumer<FaultyLink> fault) {
        String name = "outage-" + ++count;
        link.mend();
        server.put("incoming/" + name + ".mp4", video);
        bucket.await(() -> !bucket.jobs("incoming/" + name + ".mp4").isEmpty());
        long said = bucket.lines("bucket videos");
        fault.accept(link);
        server.put("incoming/" + name + "-late.mp4", video);

        bucket.await(() -> link.faults() > 5 || (link.isRefusing() && bucket.lines("bucket videos") > said));
        Map<String, String> meanwhile = server.keys("summaries/" + name).stream()
                .collect(Collectors.toMap(key -> key, key -> server.head(key).eTag()));
        link.mend();

        assertThat(bucket.awaitEnd("incoming/" + name + ".mp4")).containsExactly("done");
        assertThat(bucket.awaitEnd("incoming/" + name + "-late.mp4")).containsExactly("done");
        assertThat(server.keys("done/" + name)).containsExactly("done/" + name + "-late.mp4", "done/" + name + ".mp4");
        assertThat(server.keys("incoming/" + name)).isEmpty();
        assertThat(server.keys("summaries/" + name)).hasSize(4);
        assertThat(meanwhile)
                .allSatisfy((key, etag) -> assertThat(server.head(key).eTag()).isEqualTo(etag));
        assertThat(server.openUploads()).isZero();
        assertThat(bucket.lines("bucket videos") - said)
                .as(bucket.service().log())
                .isLessThanOrEqualTo(4);
        assertThat(bucket.service().log()).doesNotContain("\tat ");
    }

    @Test
    void readiness_tellsWhetherTheBucketAnswers_andStaysUp() {
        link.mend();
        bucket.await(() -> bucket.readiness().at("/data/state").asText().equals("responds"));
        link.refuse();
        bucket.await(() -> bucket.readiness().at("/data/state").asText().equals("degraded"));
        assertThat(bucket.readiness().at("/data/reason").asText()).contains("the bucket videos");
        link.mend();
        bucket.await(() -> bucket.readiness().at("/data/state").asText().equals("responds"));
    }

    @Test
    void upload_cutOff_isTriedAgainWithoutSummarizingAgain() throws IOException {
        link.mend();
        link.cutAfter(REQUEST);
        server.put("incoming/once.mp4", video);
        bucket.await(() -> link.faults() > 0);
        Path summary = folder.resolve("data/jobs")
                .resolve(bucket.jobs("incoming/once.mp4").get(0).get("id").asText())
                .resolve("video.summary.mp4");
        FileTime made = Files.getLastModifiedTime(summary);
        assertThat(server.keys("summaries/once")).isEmpty();

        bucket.await(() ->
                bucket.jobs("incoming/once.mp4").get(0).at("/status/attempts").asInt() > 1);
        link.mend();

        assertThat(bucket.awaitEnd("incoming/once.mp4")).containsExactly("done");
        assertThat(Files.getLastModifiedTime(summary)).isEqualTo(made);
        assertThat(server.bytes("summaries/once.summary.mp4")).isEqualTo(Files.readAllBytes(summary));
    }
}
