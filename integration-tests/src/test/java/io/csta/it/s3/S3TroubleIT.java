package io.csta.it.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.csta.testing.TestVideos;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bucket that the service cannot access, or that does not exist, until this is corrected. */
class S3TroubleIT {

    @TempDir
    Path folder;

    @Test
    @Tag("slow")
    void credentials_wrong_degradeAndAreSaidOnceUntilTheyAreRight() throws Exception {
        Path video = TestVideos.ofScenes(20, 20).write(folder.resolve("video.mp4"));
        try (S3Server server = S3Server.start()) {
            server.put("incoming/video.mp4", video);
            server.admitNobody();
            try (WatchedBucket bucket = WatchedBucket.start(folder.resolve("data"), server.url())) {
                assertSaysOnce(bucket, "check the credentials");

                server.admitEverybody();

                assertRecovers(bucket, server);
            }
        }
    }

    @Test
    void bucket_missing_degradesAndIsSaidOnceUntilItIsThere() throws Exception {
        Path video = TestVideos.ofScenes(20, 20).write(folder.resolve("video.mp4"));
        try (S3Server server = S3Server.withoutBucket();
                WatchedBucket bucket = WatchedBucket.start(folder.resolve("data"), server.url())) {
            assertSaysOnce(bucket, "check csta.s3.bucket");

            server.makeBucket();
            server.put("incoming/video.mp4", video);

            assertRecovers(bucket, server);
        }
    }

    private static void assertSaysOnce(WatchedBucket bucket, String remedy) {
        bucket.awaitLog(remedy);
        bucket.await(() -> isDegraded(bucket, true));
        bucket.pauseUntilTheNextSecond();
        bucket.pauseUntilTheNextSecond();
        assertThat(bucket.lines("bucket videos")).as(bucket.service().log()).isEqualTo(1);
        assertThat(bucket.service().log()).doesNotContain("ERROR", "\tat ");
    }

    private static void assertRecovers(WatchedBucket bucket, S3Server server) {
        assertThat(bucket.awaitEnd("incoming/video.mp4")).containsExactly("done");
        bucket.await(() -> isDegraded(bucket, false));
        assertThat(bucket.lines("the bucket videos responds again")).isEqualTo(1);
        assertThat(server.keys("done/")).containsExactly("done/video.mp4");
    }

    private static boolean isDegraded(WatchedBucket bucket, boolean expected) {
        return bucket.readiness().at("/data/state").asText().equals(expected ? "degraded" : "responds");
    }
}
