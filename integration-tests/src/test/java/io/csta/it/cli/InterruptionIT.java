package io.csta.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.csta.dataset.DatasetWriter;
import io.csta.dataset.VideoFeatures;
import io.csta.testing.Formula;
import io.csta.testing.TestVideos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ctrl-C at any moment ends the program with 130 and leaves no file behind. */
@DisabledOnOs(OS.WINDOWS)
class InterruptionIT {

    private static final int INTERRUPTED = 130;
    private static final int TERMINATED = 143;

    private static final int ROWS = 10_000;
    private static final int STOPPED_RUNS = 50;

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private Csta csta;

    @BeforeAll
    static void make() {
        TestVideos.ofScenes(400, 350, 450).fps("25").write(shared.resolve("long.mp4"));
    }

    @BeforeEach
    void copy() throws IOException, InterruptedException {
        csta = CtrlC.heardBy(Csta.in(folder));
        Files.copy(shared.resolve("long.mp4"), folder.resolve("long.mp4"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"finding shots", "selecting shots"})
    @Tag("slow")
    void summarize_interruptedAtAShortStage_leavesNothing(String words) {
        summarize_interruptedAtAStage_leavesNothing(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"processing frames", "writing the summary"})
    void summarize_interruptedAtAStage_leavesNothing(String words) {
        try (Csta.Running running = csta.start("summarize", "long.mp4", "--ratio", "1")) {
            running.awaitLine(words);
            assertInterrupted(running);
        }
    }

    /** Nothing shows when the model is being loaded, so the moment is random; the test must pass at any moment. */
    @ParameterizedTest
    @ValueSource(ints = {300, 1200})
    void summarize_interruptedEarly_leavesNothing(int milliseconds) throws InterruptedException {
        try (Csta.Running running = csta.start("summarize", "long.mp4")) {
            Thread.sleep(milliseconds);
            assertInterrupted(running);
        }
    }

    /** Most of the time is spent in the scorer, which must not be closed while it computes. */
    @Test
    @Tag("slow")
    void score_stoppedAtRandomMoments_endsAndLeavesNothing() throws IOException, InterruptedException {
        DatasetWriter.write(
                folder.resolve("long.h5"),
                List.of(new VideoFeatures(
                        Formula.uniformRows("long", ROWS, 1024, 0, 1),
                        IntStream.range(0, ROWS).toArray(),
                        ROWS,
                        new int[0])));
        int whole = Math.min(millisecondsOfAWholeRun(), millisecondsOfAWholeRun());
        SplittableRandom moments = new SplittableRandom(17);
        for (int run = 0; run < STOPPED_RUNS; run++) {
            boolean term = run % 2 == 1;
            int milliseconds = moments.nextInt(whole / 2);
            try (Csta.Running running = csta.start("score", "long.h5", "-o", "scores.json")) {
                Thread.sleep(milliseconds);
                if (term) {
                    running.terminate();
                } else {
                    running.interrupt();
                }
                Csta.Result result = running.end();
                assertThat(result.exit())
                        .as("stopped after %d ms: %s", milliseconds, result.err())
                        .isEqualTo(term ? TERMINATED : INTERRUPTED);
                assertThat(result.err()).doesNotContain("\tat ", "Exception", "partial file", "fatal error");
                assertThat(Csta.listing(folder)).containsExactly("long.h5", "long.mp4");
            }
        }
    }

    private int millisecondsOfAWholeRun() throws IOException {
        long began = System.nanoTime();
        csta.run("score", "long.h5", "-o", "scores.json").succeeded();
        Files.delete(folder.resolve("scores.json"));
        return (int) Duration.ofNanos(System.nanoTime() - began).toMillis();
    }

    private void assertInterrupted(Csta.Running running) {
        running.interrupt();
        Csta.Result result = running.end();
        assertThat(result.exit()).as(result.err()).isEqualTo(INTERRUPTED);
        assertThat(result.err()).doesNotContain("\tat ", "Exception", "partial file");
        assertThat(Csta.listing(folder)).containsExactly("long.mp4");
    }
}
