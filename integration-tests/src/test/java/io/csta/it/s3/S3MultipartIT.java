package io.csta.it.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.csta.testing.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Summaries that are uploaded in parts. */
class S3MultipartIT {

    private static final int PART = 5 << 20;

    @TempDir
    static Path folder;

    private static S3Server server;
    private static FaultyLink link;
    private static Path video;

    @BeforeAll
    static void start() {
        // A second of noise: it is its own summary, and no encoder makes it small.
        video = folder.resolve("noise.mp4");
        Tool.ffmpeg(
                "-f",
                "lavfi",
                "-i",
                "testsrc2=size=854x480:rate=100:duration=1,noise=alls=90:allf=t",
                "-c:v",
                "mpeg4",
                "-q:v",
                "4",
                video.toString());
        server = S3Server.start();
        link = new FaultyLink(server.port());
    }

    @AfterAll
    static void end() {
        link.close();
        server.close();
    }

    private static WatchedBucket serve() {
        return WatchedBucket.start(folder.resolve("data"), link.url(), "csta.s3.part-size=5M");
    }

    @Test
    void largeSummary_uploaded_comesInPartsAndLeavesNoneBehind() throws IOException {
        try (WatchedBucket bucket = serve()) {
            server.put("incoming/noise.mp4", video);
            assertThat(bucket.awaitEnd("incoming/noise.mp4"))
                    .as(bucket.service().log())
                    .containsExactly("done");

            assertThat(server.bytes("summaries/noise.summary.mp4").length).isGreaterThan(PART);
            assertThat(server.head("summaries/noise.summary.mp4").eTag()).matches("\".*-[2-9]\"");
            assertThat(server.openUploads()).isZero();
        }
    }

    @Test
    @Tag("slow")
    void upload_interruptedBetweenItsParts_isDoneAfterARestartAndLeavesNoneBehind() throws IOException {
        try (WatchedBucket bucket = serve()) {
            link.cutAfter(PART / 2);
            server.put("incoming/cut.mp4", video);
            bucket.await(() -> link.faults() > 4);
            assertThat(server.keys("summaries/cut")).isEmpty();
            link.refuse();
            bucket.awaitLog("cannot be reached");
        }
        assertThat(server.openUploads()).as("it could not even give them up").isPositive();
        link.mend();
        try (WatchedBucket bucket = serve()) {
            assertThat(bucket.awaitEnd("incoming/cut.mp4"))
                    .as(bucket.service().log())
                    .containsExactly("done");
            Path summary = folder.resolve("data/jobs")
                    .resolve(bucket.jobs("incoming/cut.mp4").get(0).get("id").asText())
                    .resolve("video.summary.mp4");
            assertThat(server.bytes("summaries/cut.summary.mp4")).isEqualTo(Files.readAllBytes(summary));
            assertThat(server.openUploads()).isZero();
        }
    }
}
