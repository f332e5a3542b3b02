package io.csta.it.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.csta.testing.TestVideos;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that dies in the middle, and one that keeps objects where they are. */
class S3RestartIT {

    @TempDir
    Path folder;

    @Test
    @Tag("slow")
    void service_killedInTheMiddle_goesOnAndMovesOnce() throws Exception {
        Path video = TestVideos.ofScenes(60, 60, 60).write(folder.resolve("video.mp4"));
        try (S3Server server = S3Server.start()) {
            for (int i = 0; i < 3; i++) {
                server.put("incoming/video-" + i + ".mp4", video);
            }
            for (int settled = 0; settled < 3; settled++) {
                int enough = settled;
                try (WatchedBucket bucket = WatchedBucket.start(folder.resolve("data"), server.url())) {
                    bucket.await(() -> bucket.jobs().stream()
                                            .filter(job -> job.at("/status/state")
                                                    .asText()
                                                    .equals("done"))
                                            .count()
                                    > enough
                            || bucket.jobs().stream()
                                    .anyMatch(job ->
                                            job.at("/status/state").asText().equals("running")));
                    bucket.service().kill();
                }
            }
            try (WatchedBucket bucket = WatchedBucket.start(folder.resolve("data"), server.url())) {
                bucket.awaitDone(3);
                assertThat(server.keys("incoming/")).isEmpty();
                assertThat(server.keys("failed/")).isEmpty();
                assertThat(server.keys("done/"))
                        .containsExactly("done/video-0.mp4", "done/video-1.mp4", "done/video-2.mp4");
                assertThat(server.keys("summaries/")).hasSize(6);
                try (var files = Files.walk(folder.resolve("data/jobs"))) {
                    assertThat(files).noneMatch(file -> file.toString().endsWith(".part"));
                }
            }
        }
    }

    @Test
    void copy_madeBeforeTheServiceDied_isNotMadeAgain() {
        Path video = TestVideos.ofScenes(20, 20).write(folder.resolve("video.mp4"));
        try (S3Server server = S3Server.start()) {
            server.put("incoming/video.mp4", video);
            // What a move leaves that was cut off between its halves.
            server.client().copyObject(request -> request.sourceBucket(S3Server.BUCKET)
                    .sourceKey("incoming/video.mp4")
                    .destinationBucket(S3Server.BUCKET)
                    .destinationKey("done/video.mp4"));
            try (WatchedBucket bucket = WatchedBucket.start(folder.resolve("data"), server.url())) {
                assertThat(bucket.awaitEnd("incoming/video.mp4")).containsExactly("done");
            }
            assertThat(server.keys("done/")).containsExactly("done/video.mp4");
            assertThat(server.keys("incoming/")).isEmpty();
        }
    }

    @Test
    @Tag("slow")
    void objects_toBeKept_areDoneOnceAndStay() {
        Path video = TestVideos.ofScenes(20, 20).write(folder.resolve("video.mp4"));
        try (S3Server server = S3Server.start()) {
            server.put("incoming/good.mp4", video);
            server.put("incoming/bad.mp4", "this is no video");
            String ended;
            try (WatchedBucket bucket = keeping(server)) {
                assertThat(bucket.awaitEnd("incoming/good.mp4")).containsExactly("done");
                assertThat(bucket.awaitEnd("incoming/bad.mp4")).containsExactly("failed");
                ended = bucket.jobs("incoming/bad.mp4")
                        .get(0)
                        .at("/status/ended")
                        .asText();
            }
            try (WatchedBucket bucket = keeping(server)) {
                server.put("incoming/next.mp4", video);
                assertThat(bucket.awaitEnd("incoming/next.mp4")).containsExactly("done");
                assertThat(bucket.jobs()).hasSize(3);
                assertThat(bucket.jobs("incoming/bad.mp4")
                                .get(0)
                                .at("/status/ended")
                                .asText())
                        .isEqualTo(ended);
            }
            assertThat(server.keys("incoming/"))
                    .containsExactly("incoming/bad.mp4", "incoming/good.mp4", "incoming/next.mp4");
            assertThat(server.keys("done/")).isEmpty();
            assertThat(server.keys("failed/")).isEmpty();
            assertThat(server.keys("summaries/")).hasSize(4);
        }
    }

    private WatchedBucket keeping(S3Server server) {
        return WatchedBucket.start(folder.resolve("data"), server.url(), "csta.s3.after=keep");
    }
}
