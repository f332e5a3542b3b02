package io.csta.it.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.csta.testing.Probe;
import io.csta.testing.TestSound;
import io.csta.testing.TestVideos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One run over a folder of different videos, one of which is not a video. */
class SummarizeManyIT {

    @TempDir
    static Path folder;

    private static Csta.Result result;

    @BeforeAll
    static void summarize() throws IOException {
        Path tapes = Files.createDirectory(folder.resolve("tapes"));
        Files.writeString(tapes.resolve("broken.mp4"), "This is no video.\n");
        TestVideos.ofScenes(60, 65)
                .fps("25")
                .sound(TestSound.rumble(44_100, 5))
                .soundAs("libopus", 2)
                .write(tapes.resolve("five-seconds.mkv"));
        Files.writeString(tapes.resolve("notes.txt"), "Not a video either, and none that it is taken for.\n");
        TestVideos.ofFrames(1).write(tapes.resolve("one-frame.mp4"));
        TestVideos.ofScenes(40, 50, 60).write(tapes.resolve("silent.mp4"));
        Files.writeString(tapes.resolve("silent.summary.mp4"), "an older summary");
        TestVideos.ofScenes(50, 40)
                .size(96, 128)
                .rotatedBy(90)
                .sound(TestSound.rumble(48_000, 3))
                .write(tapes.resolve("turned.mp4"));
        TestVideos.ofScenes(40, 50, 30).variableFrameRate().write(tapes.resolve("variable.mkv"));
        result = Csta.in(folder).run("summarize", "tapes", "-o", "short/");
    }

    @Test
    void summarize_aFolder_doesItsVideosAndLeavesTheRestAlone() {
        assertThat(Csta.listing(folder.resolve("short")))
                .containsExactly(
                        "five-seconds.summary.json",
                        "five-seconds.summary.mp4",
                        "one-frame.summary.json",
                        "one-frame.summary.mp4",
                        "silent.summary.json",
                        "silent.summary.mp4",
                        "turned.summary.json",
                        "turned.summary.mp4",
                        "variable.summary.json",
                        "variable.summary.mp4");
        assertThat(folder.resolve("tapes/silent.summary.mp4")).hasContent("an older summary");
    }

    @Test
    void summarize_oneOfSeveralBroken_doesTheOthersAndFailsWithOneLineAboutIt() {
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err().lines().filter(line -> line.contains("broken.mp4")))
                .hasSize(1)
                .allMatch(line -> line.startsWith("csta: "));
    }

    @Test
    void summarize_fiveSecondsOfMatroska_isConsistentAndAtLeastASecond() {
        JsonNode report = consistent("five-seconds");
        assertThat(report.at("/summary/frames").asInt()).isEqualTo(25);
        assertThat(report.at("/video/audio").asBoolean()).isTrue();
        assertThat(Probe.has(summary("five-seconds"), "a")).isTrue();
    }

    @Test
    void summarize_oneFrame_isThatFrame() {
        assertThat(consistent("one-frame").at("/summary/frames").asInt()).isEqualTo(1);
    }

    @Test
    void summarize_withoutSound_isConsistentAndSilent() {
        assertThat(consistent("silent").at("/video/audio").asBoolean()).isFalse();
        assertThat(Probe.has(summary("silent"), "a")).isFalse();
    }

    @Test
    void summarize_rotated_isReportedAndPlayedUpright() {
        JsonNode report = consistent("turned");
        assertThat(report.at("/video/width").asInt()).isEqualTo(96);
        assertThat(report.at("/video/height").asInt()).isEqualTo(128);
    }

    @Test
    void summarize_variableFrameRate_playsEachFrameAsLongAsTheVideoDoes() {
        JsonNode report = consistent("variable");
        // 40 ms a frame, moved by 0, 13 or 26 ms
        assertThat(report.at("/video/duration").asDouble()).isCloseTo(120 * 0.04, within(0.03));
        assertThat(Probe.stream(summary("variable"), "v").get("duration").asDouble())
                .isCloseTo(report.at("/summary/duration").asDouble(), within(0.002));
    }

    private static JsonNode consistent(String name) {
        return SummaryFile.assertConsistent(summary(name));
    }

    private static Path summary(String name) {
        return folder.resolve("short").resolve(name + ".summary.mp4");
    }
}
