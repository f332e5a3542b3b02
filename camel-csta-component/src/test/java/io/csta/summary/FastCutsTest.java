package io.csta.summary;

import static org.assertj.core.api.Assertions.assertThat;

import io.csta.model.SummaryModel;
import io.csta.testing.TestModels;
import io.csta.testing.Tool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mode {@code fast} cuts where mode {@code full} does, on scenes that move, with hard cuts and with fades between them. */
class FastCutsTest {

    private static final int FPS = 25;
    private static final int CLOSE = 2;

    /** A quarter of a second: a fade has no exact frame. */
    private static final int CLOSE_IN_A_FADE = 6;

    /** In seconds. In longer fades, one mode may find a separate shot where the other finds a single cut. */
    private static final double LONGEST_OF_ONE_CUT = 0.5;

    /** FFmpeg's sources of different moving scenes, and the duration of each in seconds. */
    private static final List<String> SCENES =
            List.of("testsrc2", "mandelbrot", "gradients=seed=7:speed=0.02", "sierpinski=seed=3", "rgbtestsrc");

    private static final int[] SECONDS = {5, 6, 7, 5, 4};

    @TempDir
    Path folder;

    private final SummaryModel model = TestModels.starter();

    @Test
    @Tag("slow")
    void analyze_shortFadesBetweenMovingScenes_cutsWhereEveryFrameWasLookedAt() {
        assertCutsOfFullFound(0.4, SCENES.subList(0, 2));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.04, 0.4, 1, 2})
    @Tag("slow")
    void analyze_fadesBetweenMovingScenes_cutsWhereEveryFrameWasLookedAt(double fade) {
        assertCutsOfFullFound(fade, SCENES);
    }

    private void assertCutsOfFullFound(double fade, List<String> scenes) {
        Path video = fading(fade, scenes);
        int[] fast = cuts(video, SegmentationMode.FAST);
        int[] full = cuts(video, SegmentationMode.FULL);
        int close = fade > 1.0 / FPS ? CLOSE_IN_A_FADE : CLOSE;
        double start = 0;
        for (int i = 0; i < scenes.size() - 1; i++) {
            start += SECONDS[i] - fade;
            int first = (int) (start * FPS) - CLOSE;
            int last = (int) ((start + fade) * FPS) + CLOSE;
            int slow = within(full, first, last);
            if (fade > LONGEST_OF_ONE_CUT) {
                within(fast, first, last);
                continue;
            }
            assertThat(closest(fast, slow))
                    .as("transition %d at frames %d to %d: %s beside %s", i, first, last, list(fast), list(full))
                    .isBetween(slow - close, slow + close);
        }
        int more = fade > LONGEST_OF_ONE_CUT ? scenes.size() - 1 : 2;
        assertThat(fast.length)
                .as("%s beside %s", list(fast), list(full))
                .isBetween(full.length - more, full.length + more);
    }

    @Test
    void analyze_cameraThatPansForMomentsWithHardCuts_cutsOnTheirFrames() {
        assertHardCutsFound(2);
    }

    @Test
    @Tag("slow")
    void analyze_cameraThatPansWithHardCuts_cutsOnTheirFrames() {
        assertHardCutsFound(6);
    }

    private void assertHardCutsFound(int seconds) {
        Path video = folder.resolve("pan.mp4");
        Tool.ffmpeg(
                "-f",
                "lavfi",
                "-t",
                Integer.toString(seconds),
                "-i",
                "mandelbrot=s=1280x720:r=25",
                "-f",
                "lavfi",
                "-t",
                Integer.toString(seconds),
                "-i",
                "testsrc2=s=1280x720:r=25",
                "-f",
                "lavfi",
                "-t",
                Integer.toString(seconds),
                "-i",
                "sierpinski=s=1280x720:r=25:seed=1",
                "-filter_complex",
                "[0]crop=320:180:x='n*5':y='n*2',format=yuv420p,setsar=1[a];"
                        + "[1]crop=320:180:x='960-n*6':y='200+100*sin(n/10)',format=yuv420p,setsar=1[b];"
                        + "[2]crop=320:180:x='n*3':y='n',format=yuv420p,setsar=1[c];[a][b][c]concat=n=3:v=1",
                "-c:v",
                "libopenh264",
                "-threads",
                "1",
                "-b:v",
                "3M",
                video.toString());
        for (SummaryModel each : List.of(model, TestModels.untrained())) {
            assertThat(cuts(video, SegmentationMode.FAST, each)).contains(seconds * FPS, 2 * seconds * FPS);
        }
        assertThat(cuts(video, SegmentationMode.FULL, TestModels.untrained()))
                .contains(seconds * FPS, 2 * seconds * FPS);
    }

    /**
     * The scenes one after the other, each fading into the next over this time in seconds. OpenH264 writes the same bytes
     * everywhere only with one thread.
     */
    private Path fading(double fade, List<String> scenes) {
        List<String> arguments = new ArrayList<>();
        StringBuilder graph = new StringBuilder();
        for (int i = 0; i < scenes.size(); i++) {
            String scene = scenes.get(i);
            String size = (scene.contains("=") ? ":" : "=") + "s=320x180:r=25";
            arguments.addAll(List.of("-f", "lavfi", "-t", Integer.toString(SECONDS[i]), "-i", scene + size));
            graph.append("[%d]format=yuv420p,setsar=1,settb=1/25,fps=25[s%d];".formatted(i, i));
        }
        String before = "s0";
        double offset = 0;
        for (int i = 1; i < scenes.size(); i++) {
            offset += SECONDS[i - 1] - fade;
            String joined = i == scenes.size() - 1 ? "o" : "j" + i;
            graph.append(String.format(
                    Locale.ROOT, "[%s][s%d]xfade=duration=%s:offset=%s[%s];", before, i, fade, offset, joined));
            before = joined;
        }
        Path video = folder.resolve("fading.mp4");
        arguments.addAll(List.of("-filter_complex", graph.substring(0, graph.length() - 1), "-map", "[o]"));
        arguments.addAll(List.of("-c:v", "libopenh264", "-threads", "1", "-b:v", "3M", video.toString()));
        Tool.ffmpeg(arguments, Tool.Feed.NOTHING);
        return video;
    }

    private int[] cuts(Path video, SegmentationMode mode) {
        return cuts(video, mode, model);
    }

    private static int[] cuts(Path video, SegmentationMode mode, SummaryModel with) {
        return new Summarizer(with)
                .analyze(video, SummaryOptions.DEFAULTS.withSegmentation(mode), ProgressListener.NONE).shots().stream()
                        .skip(1)
                        .mapToInt(shot -> shot.first())
                        .toArray();
    }

    private static int within(int[] cuts, int first, int last) {
        return IntStream.of(cuts)
                .filter(cut -> cut >= first && cut <= last)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no cut from " + first + " to " + last + " in " + list(cuts)));
    }

    private static int closest(int[] cuts, int to) {
        return IntStream.of(cuts)
                .boxed()
                .min((a, b) -> Integer.compare(Math.abs(a - to), Math.abs(b - to)))
                .orElseThrow();
    }

    private static List<Integer> list(int[] cuts) {
        return IntStream.of(cuts).boxed().toList();
    }
}
