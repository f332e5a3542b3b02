package io.csta.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.csta.testing.Probe;
import io.csta.testing.TestSound;
import io.csta.testing.TestVideos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SummarizeOptionsIT {

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static Path original;

    @BeforeAll
    static void make() {
        original = TestVideos.ofScenes(40, 30, 30)
                .fps("10")
                .sound(TestSound.rumble(48_000, 10))
                .write(shared.resolve("ten-seconds.mp4"));
    }

    @BeforeEach
    void copy() throws IOException {
        Files.copy(original, folder.resolve("a.mp4"));
    }

    @ParameterizedTest
    @CsvSource({
        "summarize a.mp4 --ratio 2, above 0 and at most 1",
        "summarize a.mp4 --ratio much, --ratio",
        "summarize a.mp4 --ratio 0.1 --length 30s, exclusive",
        "summarize a.mp4 --length 1x, 30s",
        "summarize a.mp4 --length 0s, more than 0",
        "summarize a.mp4 --sample-every 0, --sample-every",
        "summarize a.mp4 --device abacus, abacus",
        "summarize a.mp4 --bogus, --bogus",
        "summarize a.mp4 --lenght 30s, did you mean --length?",
        "summarize a.mp4 --ratio 150%, a percentage such as 15%",
        "summarize a.mp4 http://media.example/b.mp4, http://media.example/b.mp4 is a URL",
        "summarize https://media.example/b.mp4, download it first",
        "sumarize a.mp4, did you mean summarize?",
        "summarize a.mp4 -o x.mkv, .mp4",
        "summarize a.mp4 b.mp4 -o x.mp4, several",
        "summarize, VIDEO|DIR",
        "dance, dance"
    })
    void run_withOptionsThatMakeNoSense_isMisuse(String arguments, String words) {
        assertThat(Csta.in(folder).run(arguments.split(" ")).failed(2).err()).contains(words);
        assertThat(Csta.listing(folder)).containsExactly("a.mp4");
    }

    @Test
    void summarize_noSuchFile_failsWithOneLineNamingIt() {
        assertThat(Csta.in(folder).run("summarize", "gone.mp4").failed(1).err()).contains("gone.mp4");
    }

    @Test
    void summarize_summaryThatExists_isRefusedUnlessOverwritten() throws IOException {
        Path summary = Files.writeString(folder.resolve("x.mp4"), "precious");
        Csta csta = Csta.in(folder);

        assertThat(csta.run("summarize", "a.mp4", "-o", "x.mp4").failed(1).err())
                .contains("x.mp4 already exists")
                .contains("--overwrite");
        assertThat(summary).hasContent("precious");

        Csta.Result quiet = csta.run("summarize", "a.mp4", "-o", "x.mp4", "--overwrite", "--no-audio", "--quiet");
        assertThat(quiet.succeeded().err()).isEmpty();
        assertThat(quiet.out()).isEmpty();
        assertThat(Csta.listing(folder)).containsExactly("a.mp4", "x.json", "x.mp4");
        JsonNode report = SummaryFile.assertConsistent(summary);
        assertThat(report.at("/options/audio").asBoolean()).isFalse();
        assertThat(report.at("/video/audio").asBoolean()).isTrue();
        assertThat(Probe.has(summary, "a")).isFalse();
    }

    @Test
    void summarize_textNamedVideo_failsWithOneLineAndLeavesNothing() throws IOException {
        Files.writeString(folder.resolve("text.mp4"), "This is no video.\n".repeat(100));
        Csta.Result result = Csta.in(folder).run("summarize", "--quiet", "text.mp4");
        assertThat(result.failed(1).err()).contains("text.mp4");
        assertThat(Csta.listing(folder)).containsExactly("a.mp4", "text.mp4");
    }

    @Test
    void summarize_verbose_addsTheTraceToTheLine() {
        Csta.Result result = Csta.in(folder).runVerbose("summarize", "--verbose", "gone.mp4");
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).startsWith("csta: ").contains("gone.mp4").contains("\tat io.csta.");
    }

    @Test
    void summarize_aLengthAndAStep_areKept() {
        Csta.in(folder)
                .run(
                        "summarize",
                        "a.mp4",
                        "-o",
                        "./",
                        "--length",
                        "3.5s",
                        "--sample-every",
                        "5",
                        "--segmentation",
                        "full",
                        "--visibility",
                        "off",
                        "--selection",
                        "published")
                .succeeded();
        JsonNode report = SummaryFile.assertConsistent(folder.resolve("a.summary.mp4"));
        assertThat(report.at("/summary/duration").asDouble()).isBetween(1.0, 3.5 + 1e-6);
        assertThat(report.at("/options/length").asDouble()).isEqualTo(3.5);
        assertThat(report.at("/options/segmentation").asText()).isEqualTo("full");
        assertThat(report.at("/options/visibility").asText()).isEqualTo("off");
        assertThat(report.at("/options/selection").asText()).isEqualTo("published");
        assertThat(report.at("/samples/frames")).hasSize(20);
    }

    @Test
    void summarize_json_printsTheContentOfTheFileAndNothingElse() throws IOException {
        Csta.Result result = Csta.in(folder)
                .run("summarize", "a.mp4", "--ratio", "15%", "--json")
                .succeeded();
        assertThat(result.out()).isEqualTo(Files.readString(folder.resolve("a.summary.json")));
        JsonNode report = SummaryFile.assertConsistent(folder.resolve("a.summary.mp4"));
        assertThat(report.at("/options/ratio").asDouble()).isEqualTo(0.15);
    }

    @Test
    void summarize_dryRun_saysWhatTheSummaryWouldContainAndWritesNothing() throws IOException {
        Csta csta = Csta.in(folder);
        Csta.Result text = csta.run("summarize", "a.mp4", "--length", "0:03", "--dry-run", "-o", "new/")
                .succeeded();
        Csta.Result json = csta.run("summarize", "a.mp4", "--length", "0:03", "--dry-run", "--json", "--quiet")
                .succeeded();
        assertThat(Csta.listing(folder)).containsExactly("a.mp4");
        assertThat(json.err()).isEmpty();

        csta.run("summarize", "a.mp4", "--length", "0:03").succeeded();
        ObjectNode planned = (ObjectNode) new ObjectMapper().readTree(json.out());
        ObjectNode written = (ObjectNode) SummaryFile.assertConsistent(folder.resolve("a.summary.mp4"));
        assertThat(written.at("/options/length").asDouble()).isEqualTo(3);
        planned.remove("timings");
        written.remove("timings");
        assertThat(planned).isEqualTo(written);

        assertThat(text.out().lines().findFirst().orElseThrow())
                .startsWith("a.mp4: 3 s of 10 s in ")
                .endsWith(" would be written to new/a.summary.mp4");
        List<String> reasons = new ArrayList<>();
        written.path("shots").forEach(shot -> reasons.add(shot.path("reason").asText()));
        assertThat(text.out().lines().skip(2)).isNotEmpty().allSatisfy(line -> assertThat(reasons)
                .anyMatch(line::endsWith));
        assertThat(csta.run("summarize", "gone.mp4", "--dry-run").failed(1).err())
                .contains("gone.mp4: no such file");
    }
}
