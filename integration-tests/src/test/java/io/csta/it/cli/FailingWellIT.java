package io.csta.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.csta.dataset.DatasetWriter;
import io.csta.dataset.VideoFeatures;
import io.csta.testing.Formula;
import io.csta.testing.PublishedCheckpoints;
import io.csta.testing.TestSound;
import io.csta.testing.TestVideos;
import io.csta.testing.Tool;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Invalid input results in one line with a remedy, in the right exit status, and in no file. */
class FailingWellIT {

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    @BeforeAll
    static void make() throws IOException {
        TestVideos.ofScenes(40, 35, 25)
                .fps("25")
                .sound(TestSound.rumble(48_000, 4))
                .options("-movflags", "+faststart")
                .write(shared.resolve("a.mp4"));
        Files.createFile(shared.resolve("empty.mp4"));
        Files.writeString(shared.resolve("text.mp4"), "This is no video.\n".repeat(100));
        TestSound.tone(44_100, 1, 440).writeWav(shared.resolve("sound.wav"), 1);
        Tool.ffmpeg(
                "-f",
                "lavfi",
                "-i",
                "testsrc",
                "-frames:v",
                "1",
                "-update",
                "1",
                shared.resolve("picture.png").toString());
        Files.createDirectory(shared.resolve("nothing"));
        Files.writeString(shared.resolve("nothing/notes.txt"), "no video here");
        byte[] whole = Files.readAllBytes(TestVideos.ofFrames(20).write(shared.resolve("index-at-the-end.mp4")));
        Files.write(shared.resolve("no-index.mp4"), Arrays.copyOf(whole, whole.length / 2));
        DatasetWriter.write(shared.resolve("narrow.h5"), List.of(features(20, 512)));
    }

    private static VideoFeatures features(int rows, int width) {
        return new VideoFeatures(
                Formula.uniformRows("features", rows, width, 0, 1),
                IntStream.range(0, rows).toArray(),
                rows,
                new int[0]);
    }

    @BeforeEach
    void copy() throws IOException {
        for (String name : Csta.listing(shared)) {
            Path target = folder.resolve(name);
            if (Files.isDirectory(shared.resolve(name))) {
                Files.createDirectory(target);
                Files.copy(shared.resolve(name).resolve("notes.txt"), target.resolve("notes.txt"));
            } else {
                Files.copy(shared.resolve(name), target);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "summarize gone.mp4, 1, gone.mp4, check the path",
        "summarize text.mp4, 1, text.mp4 is not a video, use a format such as MP4",
        "summarize no-index.mp4, 1, no-index.mp4 is an MP4 or MOV file, copy or upload the complete file",
        "summarize sound.wav, 1, sound.wav has sound but no video, use a video",
        "summarize picture.png, 1, picture.png is a still image, use a video",
        "summarize a.mp4 -o a.mp4 --overwrite, 1, a.mp4 would be overwritten by its own summary, choose another",
        "summarize a.mp4 -o text.mp4/x.mp4, 1, text.mp4, already exists",
        "summarize a.mp4 -o /proc/x.mp4, 1, /proc/x.mp4 cannot be written, choose another",
        "summarize a.mp4 --ratio 0, 2, ratio, above 0 and at most 1",
        "summarize a.mp4 --model best, 1, unknown model best, available models",
        "score narrow.h5, 1, 512, 1024",
        "segment text.mp4, 1, text.mp4, use a format such as MP4",
    })
    @EnabledOnOs(OS.LINUX)
    void run_onBadInput_saysWhatAndWhatToDoInOneLineAndLeavesNothing(
            String arguments, int status, String what, String remedy) {
        assertFailsWell(arguments, status, what, remedy);
    }

    @Tag("slow")
    @ParameterizedTest
    @CsvSource({
        "summarize empty.mp4, 1, empty.mp4 is empty, copy or upload the complete file",
        "summarize nothing, 1, nothing, no videos in the folder",
        "summarize a.mp4 -o gone/deeper.mp4/x.mp4 -o text.mp4/x.mp4, 2, specified only once, --help",
        "summarize a.mp4 --ratio 1.01, 2, ratio, above 0 and at most 1",
        "summarize a.mp4 --ratio NaN, 2, ratio, above 0 and at most 1",
        "summarize a.mp4 --ratio 0.1 --length 30s, 2, --ratio, --length",
        "score text.mp4, 1, text.mp4, HDF5",
        "features text.mp4 -o f.h5, 1, text.mp4, use a format such as MP4",
        "features a.mp4 -o gone/f.h5, 1, gone, create it first",
    })
    @EnabledOnOs(OS.LINUX)
    void run_onFurtherBadInput_saysWhatAndWhatToDoInOneLineAndLeavesNothing(
            String arguments, int status, String what, String remedy) {
        assertFailsWell(arguments, status, what, remedy);
    }

    private void assertFailsWell(String arguments, int status, String what, String remedy) {
        List<String> before = Csta.listing(folder);
        List<String> all = new ArrayList<>(List.of(arguments.split(" ")));
        if (all.get(0).equals("summarize")) {
            all.add("--quiet");
        }
        Csta.Result result = Csta.in(folder).run(all.toArray(String[]::new));
        String line = result.err()
                .lines()
                .filter(text -> text.startsWith("csta: "))
                .findFirst()
                .orElseThrow();
        assertThat(result.exit()).as(result.err()).isEqualTo(status);
        assertThat(line).contains(what).contains(remedy);
        assertThat(result.err().lines().filter(text -> text.startsWith("csta: ")))
                .hasSize(1);
        assertThat(result.out()).isEmpty();
        assertThat(Csta.listing(folder)).isEqualTo(before);
    }

    @Test
    void score_byACheckpointOfAnotherShape_saysWhatDoesNotFit() throws IOException {
        DatasetWriter.write(folder.resolve("features.h5"), List.of(features(20, 1024)));
        PublishedCheckpoints.extractor(folder.resolve("googlenet.safetensors"));
        String line = Csta.in(folder)
                .run("score", "features.h5", "--checkpoint", "googlenet.safetensors")
                .failed(1)
                .err();
        assertThat(line).contains("googlenet.safetensors").contains("CSTA");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void summarize_toADiskThatFillsUp_saysSoAndLeavesNothing() {
        assertFullDisk("20k", "summarize", "a.mp4", "-o", "disk/", "--ratio", "1", "--quiet");
    }

    @Tag("slow")
    @Test
    @EnabledOnOs(OS.LINUX)
    void command_toADiskThatIsFull_saysSoAndLeavesNothing() {
        assertFullDisk("0", "summarize", "a.mp4", "-o", "disk/", "--quiet");
        assertFullDisk("20k", "features", "a.mp4", "-o", "disk/f.h5");
        assertFullDisk("0", "segment", "a.mp4", "-o", "disk/s.json");
    }

    /** A separate disk for one process, filled up to the given rest before the program starts. */
    private void assertFullDisk(String rest, String... arguments) {
        String script =
                """
                mkdir -p disk && mount -t tmpfs -o size=1m tmpfs disk || exit 99
                head -c $((1024 * (1024 - %s))) /dev/zero >disk/fill 2>/dev/null
                "$@"
                status=$?
                rm disk/fill && ls -A disk >left
                exit $status
                """
                        .formatted(rest.replace("k", ""));
        Csta.Result result = Csta.in(folder)
                .startedBy("unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script, "sh")
                .run(arguments);
        assertThat(result.exit()).as(result.err()).isEqualTo(1);
        assertThat(result.err().lines().filter(line -> line.startsWith("csta: ")))
                .as(result.err())
                .hasSize(1)
                .allMatch(line -> line.contains("disk") && line.contains("space"));
        assertThat(folder.resolve("left")).hasContent("");
    }

    @Test
    void summarize_aFileThatGrowsMeanwhile_isRefusedAndLeavesNothing() throws IOException {
        TestVideos.ofScenes(400, 350, 450).fps("25").write(folder.resolve("growing.ts"));
        List<String> before = Csta.listing(folder);
        try (Csta.Running running = Csta.in(folder).start("summarize", "growing.ts", "--ratio", "1")) {
            running.awaitLine("processing frames");
            Thread writer = new Thread(() -> appendWhile(running::isAlive, folder.resolve("growing.ts")));
            writer.start();
            Csta.Result result = running.end();
            assertThat(result.exit()).as(result.err()).isEqualTo(1);
            assertThat(result.err().lines().filter(line -> line.startsWith("csta: ")))
                    .hasSize(1)
                    .allMatch(line -> line.contains("growing.ts changed while it was being read; wait until"));
        }
        assertThat(Csta.listing(folder)).isEqualTo(before);
    }

    private static void appendWhile(BooleanSupplier condition, Path file) {
        try (OutputStream more = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
            while (condition.getAsBoolean()) {
                more.write(new byte[188]);
                Thread.sleep(20); // as a recorder writes now and then
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void summarize_aFileThatIsCutOff_isDoneAsFarAsItGoesWithAWarning() throws IOException {
        byte[] whole = Files.readAllBytes(folder.resolve("a.mp4"));
        Files.write(folder.resolve("half.mp4"), Arrays.copyOf(whole, whole.length * 2 / 3));
        Csta.Result result = Csta.in(folder).run("summarize", "half.mp4").succeeded();
        assertThat(result.err()).contains("csta: half.mp4: the file appears to be truncated");
        JsonNode report = SummaryFile.assertConsistent(folder.resolve("half.summary.mp4"));
        assertThat(report.at("/video/frames").asInt()).isBetween(30, 90);
        assertThat(report.at("/warnings/0").asText()).contains("truncated");
    }

    @Test
    void summarize_aLengthBeyondTheVideo_playsAllOfItAndSaysSo() {
        Csta.Result result =
                Csta.in(folder).run("summarize", "a.mp4", "--length", "1m").succeeded();
        assertThat(result.err()).contains("csta: a.mp4: the video lasts only 4.0 s, so the summary contains all of it");
        JsonNode report = SummaryFile.assertConsistent(folder.resolve("a.summary.mp4"));
        assertThat(report.at("/summary/frames").asInt()).isEqualTo(100);
        assertThat(report.at("/warnings")).hasSize(1);
    }
}
