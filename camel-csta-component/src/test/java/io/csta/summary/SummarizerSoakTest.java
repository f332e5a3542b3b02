package io.csta.summary;

import static org.assertj.core.api.Assertions.assertThat;

import io.csta.model.ModelStore;
import io.csta.model.SummaryModel;
import io.csta.testing.TestSound;
import io.csta.testing.TestVideos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Many summaries in one process: native memory, open files and threads must not grow with their number. */
@Tag("soak")
@EnabledOnOs(value = OS.LINUX, disabledReason = "reads /proc")
class SummarizerSoakTest {

    private static final int SETTLING = 20;
    private static final int WINDOW = 20;
    private static final int SUMMARIES = 220;

    /** Over the 180 summaries between two windows, this is less than a fifth of one of GoogLeNet's input images in each. */
    private static final long GROWTH_ALLOWED = 20L << 20;

    private static final String ARENAS = "MALLOC_ARENA_MAX";

    @TempDir
    Path folder;

    /** The resources of a process; threads are those of the system, including native ones. */
    private record Holdings(long resident, long files, int threads) {

        static Holdings now() throws IOException {
            System.gc();
            List<String> status = Files.readAllLines(Path.of("/proc/self/status"));
            try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
                return new Holdings(1024 * number(status, "VmRSS:"), files.count(), (int) number(status, "Threads:"));
            }
        }

        private static long number(List<String> status, String key) {
            return status.stream()
                    .filter(line -> line.startsWith(key))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void summarize_manyTimesInOneProcess_holdsNoMoreThanAtFirst() throws IOException {
        assertThat(System.getenv(ARENAS))
                .as("%s, without which resident memory varies by some hundred MiB; -Psoak sets it", ARENAS)
                .isEqualTo("1");
        Path video = TestVideos.ofScenes(25, 15)
                .fps("25")
                .sound(TestSound.rumble(48_000, 1.6))
                .write(folder.resolve("short.mp4"));
        List<Holdings> history = new ArrayList<>();
        try (SummaryModel model = ModelStore.ofUser().load(ModelStore.DEFAULT, "cpu")) {
            for (int i = 0; i < SUMMARIES; i++) {
                new Summarizer(model)
                        .summarize(video, SummaryOptions.DEFAULTS.withOverwrite(true), ProgressListener.NONE);
                history.add(Holdings.now());
            }
        }
        Holdings first = least(history.subList(SETTLING, SETTLING + WINDOW));
        Holdings last = least(history.subList(SUMMARIES - WINDOW, SUMMARIES));
        String story = "first %s, last %s, all %s".formatted(first, last, history);
        assertThat(last.resident())
                .as("resident bytes: %s", story)
                .isLessThanOrEqualTo(first.resident() + GROWTH_ALLOWED);
        assertThat(last.files()).as("open files: %s", story).isLessThanOrEqualTo(first.files());
        assertThat(last.threads()).as("threads: %s", story).isLessThanOrEqualTo(first.threads());
    }

    private static Holdings least(List<Holdings> window) {
        return new Holdings(
                window.stream().mapToLong(Holdings::resident).min().orElseThrow(),
                window.stream().mapToLong(Holdings::files).min().orElseThrow(),
                window.stream().mapToInt(Holdings::threads).min().orElseThrow());
    }
}
