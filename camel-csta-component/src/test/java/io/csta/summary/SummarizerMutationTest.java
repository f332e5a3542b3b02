package io.csta.summary;

import static org.assertj.core.api.Assertions.assertThat;

import io.csta.CstaException;
import io.csta.model.ModelStore;
import io.csta.model.SummaryModel;
import io.csta.testing.Mutations;
import io.csta.testing.TestSound;
import io.csta.testing.TestVideos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The whole pipeline with small videos in which some bytes were changed, truncated or repeated: it ends with a consistent
 * summary or an error of one line, and leaves nothing else. A crash would end this process, and therefore the build.
 */
@Tag("soak")
class SummarizerMutationTest {

    private static final int MUTANTS = 40;

    @TempDir
    Path folder;

    private static SummaryModel model;

    @BeforeAll
    static void load() {
        model = ModelStore.ofUser().load(ModelStore.DEFAULT, "cpu");
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @ParameterizedTest
    @CsvSource({
        "libopenh264, a.mp4, aac",
        "libopenh264, a.ts, ac3",
        "libopenh264, a.mkv, libopus",
        "mpeg4, a.avi, libmp3lame",
        "libvpx-vp9, a.webm, libopus",
        "mpeg2video, a.mpg, mp2",
        "libopenh264, a.flv, aac",
        "wmv2, a.wmv, wmav2",
    })
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void summarize_changedBytes_endsInASummaryOrInOneLine(String codec, String name, String sound) throws IOException {
        byte[] whole = Files.readAllBytes(TestVideos.ofScenes(20, 25)
                .size(96, 64)
                .fps("10")
                .codec(codec)
                .sound(TestSound.rumble(48_000, 4.5))
                .soundAs(sound, 2)
                .write(folder.resolve(name)));
        Random random = new Random(name.hashCode());
        List<String> ends = new ArrayList<>();
        for (int i = 0; i < MUTANTS; i++) {
            Path mutant = Files.write(folder.resolve(i + "-" + name), Mutations.of(whole, i, random));
            long begin = System.nanoTime();
            ends.add(end(mutant));
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .as("mutant %d: a hang, not slowness", i)
                    .isLessThan(Duration.ofMinutes(2));
            Files.delete(mutant);
        }
        assertThat(ends).as("how the mutants ended").contains("summary").hasSize(MUTANTS);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(folder.resolve(name));
        }
    }

    private String end(Path mutant) throws IOException {
        Path output = folder.resolve("out.mp4");
        try {
            Summary summary = new Summarizer(model)
                    .summarize(mutant, SummaryOptions.DEFAULTS.withOutput(output), ProgressListener.NONE);
            assertThat(TestVideos.readNumbers(output))
                    .hasSize(summary.summary().frames())
                    .isNotEmpty();
            assertThat(summary.summary().duration()).isPositive().isFinite();
            Files.delete(output);
            return "summary";
        } catch (CstaException e) {
            assertThat(e)
                    .hasMessageNotContaining("\n")
                    .hasMessageNotContaining("changed while")
                    .hasMessageNotContaining("differs from when it was first read")
                    .hasMessageNotContaining("-Xmx");
            assertThat(output).doesNotExist();
            return "one line";
        }
    }
}
