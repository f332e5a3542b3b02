package io.csta.it.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.csta.Sha256;
import io.csta.it.service.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartIT {

    private static final String[] OPTIONS = {"csta.inbox.settle=200ms", "csta.inbox.poll=100ms"};

    private static final String[] TWO_AT_ONCE = {
        OPTIONS[0], OPTIONS[1], "csta.jobs.concurrent=2", "csta.jobs.attempts=100"
    };

    @TempDir
    private Path folder;

    @Test
    void service_killedAtRandomMoments_doesEveryJobOnce() throws Exception {
        survive(3, 2, new Random(1));
    }

    @Tag("slow")
    @Test
    void service_killedSeveralTimes_doesEveryJobOnce() throws Exception {
        survive(10, 4, new Random(3));
    }

    @Tag("soak")
    @Test
    void service_killedTenTimesWhileThirtyJobsRun_doesEveryJobOnce() throws Exception {
        survive(30, 10, new Random(2));
    }

    private void survive(int videos, int kills, Random random) throws Exception {
        Watched watched = new Watched(folder.resolve("data"));
        Files.createDirectories(watched.data().resolve("summaries"));
        IntStream.range(0, videos).forEach(i -> watched.drop(Watched.clip(folder, i), "v%02d.mp4".formatted(i)));
        Seen seen = new Seen(watched);
        Thread looking = new Thread(seen, "looking");
        looking.start();
        try {
            for (int i = 0; i < kills; i++) {
                try (Service service = Service.start(watched.data(), TWO_AT_ONCE)) {
                    await().atMost(Watched.PATIENCE)
                            .pollInterval(Duration.ofMillis(20))
                            .until(() -> watched.states().contains("running")
                                    || watched.files("done").size() == videos);
                    TimeUnit.MILLISECONDS.sleep(random.nextInt(500)); // any moment of its work will do
                    service.kill();
                }
            }
            try (Service last = Service.start(watched.data(), TWO_AT_ONCE)) {
                await().atMost(Watched.PATIENCE.multipliedBy(2))
                        .untilAsserted(() -> assertThat(watched.files("done")).hasSize(videos));
                await().atMost(Watched.PATIENCE)
                        .untilAsserted(() ->
                                assertThat(watched.states()).hasSize(videos).containsOnly("done"));
                assertThat(last.stop()).isIn(0, 143);
            }
        } finally {
            seen.stop();
            looking.join();
        }
        assertThat(watched.files("inbox")).isEmpty();
        assertThat(watched.files("failed")).isEmpty();
        assertThat(watched.files("done")).hasSize(videos);
        assertThat(visible(watched)).hasSize(2 * videos);
        assertThat(watched.files("summaries"))
                .as("nothing half-written is left")
                .hasSize(2 * videos);
        assertThat(watched.jobs())
                .as("jobs that were begun again")
                .anyMatch(job -> job.at("/status/attempts").asInt() > 1);
        assertThat(seen.halfWritten()).as("files that were seen half-written").isEmpty();
    }

    @Test
    void service_toldToStop_putsBackWhatItWasDoing() throws Exception {
        Watched watched = new Watched(folder.resolve("data"));
        Files.createDirectories(watched.data());
        IntStream.range(0, 3).forEach(i -> watched.drop(Watched.clip(folder, i), "v%02d.mp4".formatted(i)));
        try (Service service = Service.start(watched.data(), OPTIONS)) {
            await().atMost(Watched.PATIENCE).until(() -> watched.states().contains("running"));
            service.stop();
        }

        assertThat(watched.states()).doesNotContain("running").contains("queued");
        try (Service again = Service.start(watched.data(), OPTIONS)) {
            await().atMost(Watched.PATIENCE)
                    .untilAsserted(() -> assertThat(watched.files("done")).hasSize(3));
            assertThat(again.isAlive()).isTrue();
        }
        assertThat(watched.jobs())
                .extracting(job -> job.path("status").path("attempts").asInt())
                .containsOnly(1);
    }

    @Test
    @Tag("slow")
    void videos_thatAreKept_areNotDoneAgainAfterARestart() throws Exception {
        Watched watched = new Watched(folder.resolve("data"));
        Files.createDirectories(watched.data());
        watched.drop(Watched.clip(folder, 0), "kept.mp4");
        String[] keeping = {OPTIONS[0], OPTIONS[1], "csta.inbox.after=keep"};
        try (Service service = Service.start(watched.data(), keeping)) {
            watched.awaitFile(watched.summary("kept.summary.json"));
            await().atMost(Watched.PATIENCE).until(() -> watched.jobs().stream()
                    .allMatch(job -> job.path("status").path("settled").asBoolean()));
            assertThat(service.isAlive()).isTrue();
        }
        JsonNode before = watched.jobs().get(0);

        watched.drop(Watched.clip(folder, 1), "new.mp4");
        try (Service again = Service.start(watched.data(), keeping)) {
            watched.awaitFile(watched.summary("new.summary.json"));
            assertThat(again.isAlive()).isTrue();
        }
        assertThat(watched.inbox("kept.mp4")).exists();
        assertThat(watched.jobs()).hasSize(2).contains(before);
    }

    @Test
    void video_thatTakesLongerThanItMay_failsForGood() throws Exception {
        Watched watched = new Watched(folder.resolve("data"));
        Files.createDirectories(watched.data());
        watched.drop(Watched.clip(folder, 0), "long.mp4");
        try (Service service = Service.start(watched.data(), OPTIONS[0], OPTIONS[1], "csta.jobs.timeout=1ms")) {
            watched.awaitFile(watched.failed("long.mp4.error.json"));
            assertThat(service.isAlive()).isTrue();
        }
        assertThat(Watched.json(watched.failed("long.mp4.error.json"))
                        .path("message")
                        .asText())
                .contains("csta.jobs.timeout");
    }

    private static List<Path> visible(Watched watched) {
        return watched.files("summaries").stream()
                .filter(file -> !file.getFileName().toString().startsWith("."))
                .toList();
    }

    /** Looks at the summaries all the time: whatever has its name has its content, or gets another one as a whole. */
    private static final class Seen implements Runnable {

        private final Watched watched;
        private final Map<Path, String> incomplete = new ConcurrentHashMap<>();
        private volatile boolean stopped;

        Seen(Watched watched) {
            this.watched = watched;
        }

        @Override
        public void run() {
            while (!stopped) {
                for (Path file : visible(watched)) {
                    try {
                        if (!isComplete(file)) {
                            incomplete.put(file, Sha256.of(file));
                        }
                        TimeUnit.MILLISECONDS.sleep(5);
                    } catch (NoSuchFileException replaced) {
                        // Another one has its name by now, or will have it.
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    } catch (InterruptedException e) {
                        return;
                    }
                }
            }
        }

        /** An MP4 file ends with the box that its header announces, a JSON file with a brace. */
        private static boolean isComplete(Path file) throws IOException {
            byte[] content = Files.readAllBytes(file);
            return file.toString().endsWith(".json")
                    ? new String(content, StandardCharsets.UTF_8).strip().endsWith("}")
                    : boxesEnd(content) == content.length && content.length > 0;
        }

        private static long boxesEnd(byte[] mp4) {
            long at = 0;
            ByteBuffer boxes = ByteBuffer.wrap(mp4);
            while (at + 8 <= mp4.length) {
                long size = Integer.toUnsignedLong(boxes.getInt((int) at));
                if (size < 8) {
                    return -1;
                }
                at += size;
            }
            return at;
        }

        void stop() {
            stopped = true;
        }

        Map<Path, String> halfWritten() {
            return incomplete;
        }
    }
}
