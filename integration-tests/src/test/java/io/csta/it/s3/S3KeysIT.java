package io.csta.it.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.csta.testing.TestVideos;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys are untrusted and may contain anything. Each test has its own keys. */
@Execution(ExecutionMode.CONCURRENT)
class S3KeysIT {

    private static final String LONGEST = "n".repeat(251);

    @TempDir
    static Path folder;

    private static S3Server server;
    private static WatchedBucket bucket;
    private static Path video;

    @BeforeAll
    static void start() {
        video = TestVideos.ofScenes(20, 20).size(64, 48).write(folder.resolve("video.mp4"));
        server = S3Server.start();
        // In the locale of a bare container, where file names outside of ASCII cannot even be formed.
        bucket = WatchedBucket.start(folder.resolve("data"), server.url(), "-Dsun.jnu.encoding=ANSI_X3.4-1968");
    }

    @AfterAll
    static void end() {
        bucket.close();
        server.close();
    }

    static List<String> names() {
        return List.of(
                "two words plus+plus 100% 100%25",
                "%2e%2e%2f",
                "🎬 émoji",
                "tab\there line\nfeed",
                "bell\u0007",
                "\"'<>&query?a=b#c;colon:star*pipe|",
                "back\\slash",
                "${sys.user.name} {{csta.data}} RAW(x)",
                "sub/../parent",
                LONGEST);
    }

    static List<String> namesOneByOne() {
        return List.of(
                "two words",
                "plus+plus",
                "100%",
                "100%25",
                "%2e%2e%2f",
                "🎬 émoji",
                "tab\there",
                "line\nfeed",
                "bell\u0007",
                "\"'<>&",
                "query?a=b#c",
                "semi;colon",
                "back\\slash",
                "colon:star*pipe|",
                "${sys.user.name}",
                "${exchangeProperty.cstaKey}",
                "{{csta.data}}",
                "RAW(x)",
                "~",
                "sub/./dot",
                "sub/../parent",
                LONGEST);
    }

    @ParameterizedTest
    @MethodSource("namesOneByOne")
    @Tag("slow")
    void objectOfAnyKeyOfMany_put_isSummarizedUnderThatKey(String name) {
        objectOfAnyKey_put_isSummarizedUnderThatKey(name);
    }

    @ParameterizedTest
    @MethodSource("names")
    void objectOfAnyKey_put_isSummarizedUnderThatKey(String name) {
        server.put("incoming/" + name + ".mp4", video);

        assertThat(bucket.awaitEnd("incoming/" + name + ".mp4"))
                .as(bucket.service().log())
                .containsExactly("done");

        String summary = name.equals(LONGEST) ? name.substring(0, 200 - ".summary.mp4".length()) : name;
        assertThat(server.keys("incoming/")).doesNotContain("incoming/" + name + ".mp4");
        assertThat(server.keys("done/")).contains("done/" + name + ".mp4");
        assertThat(server.keys("summaries/"))
                .contains("summaries/" + summary + ".summary.mp4", "summaries/" + summary + ".summary.json");
        assertThat(server.text("summaries/" + summary + ".summary.json")).contains("\"csta-summary/1\"");
    }

    @Test
    void keysThatLookLikePaths_put_reachNoOtherFile() throws Exception {
        server.put("incoming/../../escaped.mp4", video);
        bucket.awaitEnd("incoming/../../escaped.mp4");

        try (var files = Files.walk(folder)) {
            assertThat(files.filter(file -> file.getFileName().toString().contains("escaped")))
                    .isEmpty();
        }
    }

    /** Both lie in the bucket, but its server finds one forbidden and the other malformed when it is asked for them. */
    @Test
    @Tag("slow")
    void keysThatTheServerRefuses_listed_failWithoutHarmToOthers() {
        String twoSlashes = "incoming/sub//two.mp4";
        String outside = "incoming/../../../outside.mp4";
        server.putBehind(twoSlashes, video);
        server.putBehind(outside, video);

        assertThat(bucket.awaitEnd(outside)).containsExactly("failed");
        bucket.await(() -> bucket.jobs(twoSlashes).stream()
                .anyMatch(job -> job.at("/status/state").asText().equals("failed")));

        server.put("incoming/good.mp4", video);
        assertThat(bucket.awaitEnd("incoming/good.mp4")).containsExactly("done");
        assertThat(server.blobs().blobExists(S3Server.BUCKET, outside)).isTrue();
        assertThat(server.blobs().blobExists(S3Server.BUCKET, twoSlashes)).isTrue();
        assertThat(bucket.lines("is not moved")).isEqualTo(1);
    }
}
