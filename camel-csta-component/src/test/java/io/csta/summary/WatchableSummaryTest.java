package io.csta.summary;

import static org.assertj.core.api.Assertions.assertThat;

import io.csta.segmentation.Shot;
import io.csta.selection.SelectionMethod;
import io.csta.selection.ShotSelector;
import io.csta.testing.TestModels;
import io.csta.testing.TestVideos;
import io.csta.testing.Tool;
import io.csta.video.VideoReader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The selection that the starter uses: visibility on, and watchable parts. */
class WatchableSummaryTest {

    private static final Path TRAILER = Path.of("..", "docs", "media", "sintel-trailer.mp4");

    /** As in the benchmark of real footage, on a scale from 0 to 255. */
    private static final double DARK = 24;

    @TempDir
    private Path folder;

    private Summary summarize(Path video, SummaryOptions options) {
        return new Summarizer(TestModels.starter())
                .summarize(video, options.withOutput(folder.resolve("summary.mp4")), ProgressListener.NONE);
    }

    private Path ffmpeg(String name, String... arguments) {
        Path video = folder.resolve(name);
        String[] all = Stream.concat(
                        Arrays.stream(arguments), Stream.of("-c:v", "libopenh264", "-b:v", "1M", video.toString()))
                .toArray(String[]::new);
        Tool.ffmpeg(all);
        return video;
    }

    @Test
    void summarize_aRealTrailer_showsNothingDark_andFillsTheBudgetWithParts() {
        Summary summary = summarize(TRAILER, SummaryOptions.DEFAULTS);

        assertThat(summary.options())
                .returns("on", Summary.Options::visibility)
                .returns("watchable", Summary.Options::selection);
        assertThat(darkShare(summary.summary().file())).isLessThan(0.01);
        assertThat(summary.summary().ratio()).isBetween(0.9 * 0.15, 0.15);
        assertThat(summary.segments()).allSatisfy(segment -> assertThat(segment.end() - segment.start())
                .isGreaterThan(0.95));
        assertThat(summary.shots()).allSatisfy(shot -> {
            assertThat(shot.reason())
                    .matches("((partly )?selected: score [01]\\.[0-9]+.*|not selected: .+)")
                    .doesNotContain("\n");
            assertThat(shot.visibility()).isPresent();
        });
        assertThat(summary.shots())
                .anyMatch(shot -> shot.reason().equals("not selected: black"))
                .anyMatch(shot -> shot.reason().startsWith("partly selected"));
        assertThat(summary.warnings()).isEmpty();
    }

    private static double darkShare(Path video) {
        int dark = 0;
        try (VideoReader reader = VideoReader.open(video)) {
            while (reader.advance()) {
                long sum = 0;
                byte[] luma = reader.luma();
                for (byte sample : luma) {
                    sum += sample & 0xff;
                }
                dark += sum < DARK * luma.length ? 1 : 0;
            }
            return dark / (reader.index() + 1.0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"black", "white"})
    void summarize_aVideoOfOneColour_isAPartOfIt_andSaysSo(String colour) {
        Path video = ffmpeg("empty.mp4", "-f", "lavfi", "-t", "30", "-i", "color=" + colour + ":s=160x90:r=10");
        Summary summary = summarize(video, SummaryOptions.DEFAULTS);
        assertThat(summary.summary().duration()).isBetween(4.0, 4.5);
        assertThat(summary.segments()).hasSize(1);
        assertThat(summary.warnings())
                .containsExactly("nothing in the video is visible (%s), so the summary is only its best-scoring part"
                        .formatted(colour.equals("black") ? "black" : "one colour"));
    }

    @Test
    void summarize_slides_showsEachOfThem() {
        StringBuilder graph = new StringBuilder();
        String[] inputs = new String[6 * 4];
        double[] times = {7, 20, 25, 29, 34, 38};
        for (int i = 0; i < times.length; i++) {
            inputs[4 * i] = "-ss";
            inputs[4 * i + 1] = Double.toString(times[i]);
            inputs[4 * i + 2] = "-i";
            inputs[4 * i + 3] = TRAILER.toString();
            graph.append("[%d:v]scale=320:180,setsar=1,fps=12,trim=end_frame=1,loop=95:1,setpts=N/12/TB[v%d];"
                    .formatted(i, i));
        }
        graph.append("[v0][v1][v2][v3][v4][v5]concat=n=6[v]");
        Path video = ffmpeg(
                "slides.mp4",
                Stream.concat(Arrays.stream(inputs), Stream.of("-filter_complex", graph.toString(), "-map", "[v]"))
                        .toArray(String[]::new));
        Summary summary = summarize(video, SummaryOptions.DEFAULTS);
        for (int slide = 0; slide < times.length; slide++) {
            double start = 8.0 * slide;
            assertThat(summary.segments())
                    .as("slide %d", slide)
                    .anyMatch(segment -> segment.start() < start + 8 - 0.5 && segment.end() > start + 0.5);
        }
        assertThat(summary.summary().ratio()).isBetween(0.9 * 0.15, 0.15);
    }

    @Test
    void summarize_fewFramesPerSecond_keepsTheBudget() {
        Path video = TestVideos.ofScenes(30, 40, 25, 45).fps("2").write(folder.resolve("slow.mp4"));
        for (double seconds : new double[] {1.2, 3.4, 9.9}) {
            Summary summary = summarize(
                    video,
                    SummaryOptions.DEFAULTS
                            .withBudget(new Budget.Length(seconds))
                            .withOverwrite(true));
            assertThat(summary.summary().duration()).isBetween(1.0, seconds + 1e-6);
        }
    }

    /** The first three scenes have frames of 10 ms, and the others of 40 ms. */
    @Test
    void summarize_aVariableFrameRate_showsPartsOfASecond_andKeepsTheShareOfFrames() {
        Path video = TestVideos.ofScenes(400, 300, 500, 150, 150, 200, 150)
                .presentedAt("N*10+30*max(0\\,N-1200)")
                .write(folder.resolve("variable.mp4"));
        Summary summary = summarize(video, SummaryOptions.DEFAULTS.withBudget(new Budget.Ratio(0.25)));
        assertThat(summary.video().duration()).isBetween(37.0, 39.0);
        assertThat(summary.segments())
                .anyMatch(segment -> segment.first() < 1200)
                .anyMatch(segment -> segment.last() > 1200)
                .allSatisfy(
                        segment -> assertThat(segment.end() - segment.start()).isGreaterThanOrEqualTo(1 - 1e-6));
        assertThat(summary.summary().ratio()).isBetween(0.9 * 0.25, 0.25);
    }

    /** The knapsack of the published code, on the scores of the summary. */
    @Test
    void summarize_asPublished_isTheKnapsackOfScoresAlone() {
        SummaryOptions published =
                SummaryOptions.DEFAULTS.withVisibility(false).withSelection(SelectionMethod.PUBLISHED);
        Summary summary = summarize(TRAILER, published);

        List<Shot> shots = summary.shots().stream()
                .map(shot -> new Shot(shot.first(), shot.last()))
                .toList();
        float[] scores = new float[summary.samples().scores().size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = summary.samples().scores().get(i);
        }
        int[] picks =
                summary.samples().frames().stream().mapToInt(frame -> frame).toArray();
        int frames = summary.video().frames();
        assertThat(summary.segments().stream().map(segment -> new Shot(segment.first(), segment.last())))
                .isEqualTo(ShotSelector.select(
                                shots, ShotSelector.frameScores(scores, picks, frames), (int) (frames * 0.15))
                        .parts());
        assertThat(summary.shots())
                .allSatisfy(shot -> assertThat(shot.visibility()).isEmpty());
    }

    @Test
    void summarize_publishedWithVisibility_trimsBlackEnds_andReportsScoreAndVisibility() {
        SummaryOptions options = SummaryOptions.DEFAULTS.withVisibility(true).withSelection(SelectionMethod.PUBLISHED);
        Summary summary = summarize(TRAILER, options);
        assertThat(darkShare(summary.summary().file())).isLessThan(0.1);
        assertThat(summary.shots())
                .filteredOn(shot -> shot.reason().startsWith("selected"))
                .isNotEmpty()
                .allSatisfy(shot -> assertThat(shot.reason())
                        .startsWith(String.format(
                                Locale.ROOT,
                                "selected: score %.2f, visibility %.2f, rank ",
                                shot.score(),
                                shot.visibility().orElseThrow())));
    }
}
