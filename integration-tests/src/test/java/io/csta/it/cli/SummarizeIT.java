package io.csta.it.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.csta.testing.Probe;
import io.csta.testing.TestSound;
import io.csta.testing.TestVideos;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All results of one run over two minutes of numbered frames with sound, the first run of its user. */
class SummarizeIT {

    private static final int RATE = TwoMinutes.SOUND.rate();

    @TempDir
    static Path folder;

    private static Csta.Result result;
    private static Path summary;
    private static JsonNode report;

    @BeforeAll
    static void summarize() {
        TwoMinutes.into(folder, "long.mp4");
        result = Csta.in(folder).run("summarize", "long.mp4").succeeded();
        summary = folder.resolve("long.summary.mp4");
        report = SummaryFile.read(folder.resolve("long.summary.json"));
    }

    @Test
    void summarize_aVideo_writesTheTwoFilesBesideItAndNothingElse() {
        assertThat(Csta.listing(folder)).containsExactly("long.mp4", "long.summary.json", "long.summary.mp4");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void summarize_withoutATerminal_reportsPlainLinesOnStandardError() {
        List<String> lines = result.err().lines().toList();
        int last = lines.size() - 1;
        assertThat(result.err()).doesNotContain("\r", "\u001b", "█");
        assertThat(lines).allMatch(line -> line.startsWith("long.mp4: "));
        assertThat(lines).hasSizeBetween(4, 11);
        assertThat(lines).anyMatch(line -> line.contains("frames/s") && line.endsWith(" left"));
        assertThat(lines.get(last)).contains("of 2:00 min").contains("long.summary.mp4");
    }

    @Test
    void summarize_numberedFrames_playsExactlyTheSegmentsOfTheReport() {
        List<Integer> expected = segments()
                .flatMapToInt(segment -> IntStream.rangeClosed(
                        segment.get("first").asInt(), segment.get("last").asInt()))
                .boxed()
                .toList();
        assertThat(TestVideos.readNumbers(summary)).isEqualTo(expected);
        assertThat(report.at("/summary/frames").asInt()).isEqualTo(expected.size());
    }

    @Test
    void summarize_byDefault_keepsToFifteenPercentOfTheFrames() {
        int frames = report.at("/summary/frames").asInt();
        assertThat(frames).isBetween(1, TwoMinutes.FRAMES * 15 / 100);
        assertThat(report.at("/summary/ratio").asDouble()).isCloseTo(frames / (double) TwoMinutes.FRAMES, within(1e-9));
        assertThat(report.at("/options/ratio").asDouble()).isEqualTo(0.15);
    }

    @Test
    void summarize_sound_isInSyncAtBothEndsOfEverySegment() {
        TestSound played = TestSound.of(summary, RATE);
        int margin = RATE / 50;
        int piece = RATE / 4;
        segments().forEach(segment -> {
            int at = (int) Math.round(segment.get("summary_start").asDouble() * RATE) + margin;
            int expected = (int) Math.round(segment.get("start").asDouble() * RATE) + margin;
            int toEnd = (int) Math.round((segment.get("end").asDouble()
                                    - segment.get("start").asDouble())
                            * RATE)
                    - 2 * margin
                    - piece;
            for (int offset : new int[] {0, toEnd}) {
                int found = played.locate(at + offset, piece, TwoMinutes.SOUND, expected + offset, RATE / 20);
                assertThat(found).as("%s", segment).isCloseTo(expected + offset, within(RATE / 200));
            }
        });
    }

    @Test
    void summarize_report_keepsTheContract() {
        SummaryFile.assertContract(report);
        assertThat(report.at("/video/file").asText()).endsWith("long.mp4");
        assertThat(report.at("/video/frames").asInt()).isEqualTo(TwoMinutes.FRAMES);
        assertThat(report.at("/video/fps").asDouble()).isEqualTo(TwoMinutes.FPS);
        assertThat(report.at("/video/duration").asDouble()).isCloseTo(120, within(1e-6));
        assertThat(report.at("/video/width").asInt()).isEqualTo(160);
        assertThat(report.at("/video/height").asInt()).isEqualTo(120);
        assertThat(report.at("/video/audio").asBoolean()).isTrue();
        assertThat(report.at("/model/name").asText()).isEqualTo("starter");
        assertThat(report.at("/model/scorer").asText()).startsWith("csta sha256:");
        assertThat(report.get("model").has("warning")).isFalse();
        assertThat(report.at("/summary/file").asText()).endsWith("long.summary.mp4");
    }

    @Test
    void summarize_ffprobe_agreesWithTheReport() {
        JsonNode video = Probe.stream(summary, "v");
        assertThat(video.get("codec_name").asText()).isEqualTo("h264");
        assertThat(video.get("width").asInt()).isEqualTo(160);
        assertThat(video.get("height").asInt()).isEqualTo(120);
        assertThat(video.get("nb_frames").asInt())
                .isEqualTo(report.at("/summary/frames").asInt());
        assertThat(video.get("start_time").asDouble()).isZero();
        double duration = report.at("/summary/duration").asDouble();
        assertThat(video.get("duration").asDouble()).isCloseTo(duration, within(1e-3));
        JsonNode sound = Probe.stream(summary, "a");
        assertThat(sound.get("codec_name").asText()).isEqualTo("aac");
        assertThat(sound.get("start_time").asDouble()).isCloseTo(0, within(1e-6));
        assertThat(sound.get("duration").asDouble()).isCloseTo(duration, within(0.03));
    }

    @Test
    void summarize_file_startsFast() throws IOException {
        String bytes = Files.readString(summary, StandardCharsets.ISO_8859_1);
        assertThat(bytes.indexOf("moov")).isPositive().isLessThan(bytes.indexOf("mdat"));
    }

    private static Stream<JsonNode> segments() {
        return StreamSupport.stream(report.get("segments").spliterator(), false);
    }
}
