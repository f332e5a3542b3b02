package io.csta.it.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.csta.it.service.Service;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionIT {

    @TempDir
    private Path folder;

    /** The service looks for expired files once per minute. */
    @Test
    void expiredFiles_areRemovedAfterARestart_andOthersStay() throws Exception {
        Watched watched = new Watched(folder.resolve("data"));
        Files.createDirectories(watched.data());
        watched.drop(Watched.clip(folder, 1), "trip/good.mp4");
        watched.drop(Files.writeString(folder.resolve("broken"), "not a video"), "broken.mp4");
        try (Service first = Service.start(watched.data(), "csta.inbox.settle=200ms", "csta.inbox.poll=100ms")) {
            watched.awaitFile(watched.done("trip/good.mp4"));
            watched.awaitFile(watched.failed("broken.mp4"));
            await().atMost(Watched.PATIENCE).until(() -> watched.states().size() == 2);
            assertThat(first.stop()).isIn(0, 143);
        }
        Path own = Files.writeString(watched.done("mine.mp4"), "put here by hand");

        try (Service second =
                Service.start(watched.data(), "csta.inbox.keep-done-for=1S", "csta.inbox.keep-failed-for=1S")) {
            await().atMost(Duration.ofMinutes(3))
                    .until(() -> !Files.exists(watched.done("trip")) && !Files.exists(watched.failed("broken.mp4")));
            assertThat(watched.failed("broken.mp4.error.json")).doesNotExist();
            assertThat(watched.summary("trip/good.summary.mp4")).exists();
            assertThat(own).exists();
            assertThat(second.log()).contains("expired: done/trip/good.mp4 was removed");
            assertThat(watched.states()).containsExactlyInAnyOrder("done", "failed");
        }
    }
}
