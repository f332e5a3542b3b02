package io.csta.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.csta.testing.Probe;
import io.csta.testing.TestVideos;
import io.csta.testing.Tool;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Frames that cannot be kept unchanged: interlaced ones, and those whose size differs from that of the first. */
class SummaryPicturesTest {

    @TempDir
    Path folder;

    @Test
    void render_interlacedVideo_isWholeAgain() {
        Path video = folder.resolve("interlaced.ts");
        // A bar that moves by eight pixels from field to field, as captured by a camera with fifty fields per second.
        Tool.ffmpeg(
                "-f",
                "lavfi",
                "-i",
                "color=black:s=192x128:r=50:d=2",
                "-f",
                "lavfi",
                "-i",
                "color=white:s=24x128:r=50:d=2",
                "-filter_complex",
                "[0][1]overlay=x='mod(8*n,168)',separatefields,select='eq(mod(n,4),0)+eq(mod(n,4),3)',weave,setfield=tff",
                "-c:v",
                "mpeg2video",
                "-q:v",
                "2",
                "-flags",
                "+ilme+ildct",
                video.toString());
        assertThat(Probe.stream(video, "v").path("field_order").asText()).isEqualTo("tt");
        List<FrameRange> ranges = List.of(new FrameRange(5, 20), new FrameRange(33, 40));

        Path summary = render(video, ranges);

        double before =
                combing(video).stream().mapToDouble(value -> value).average().orElseThrow();
        assertThat(before).isGreaterThan(100);
        assertThat(combing(summary)).hasSize(24).allMatch(value -> value < before / 10);
    }

    @Test
    void render_framesCalledInterlaced_playsExactlyThese() {
        Path video = TestVideos.ofFrames(60)
                .codec("mpeg2video")
                .options("-flags", "+ilme+ildct", "-vf", "setfield=tff")
                .write(folder.resolve("flagged.ts"));
        List<FrameRange> ranges = List.of(new FrameRange(3, 9), new FrameRange(20, 20), new FrameRange(40, 59));
        assertThat(TestVideos.readNumbers(render(video, ranges))).isEqualTo(Sources.numbers(ranges));
    }

    @Test
    void render_sizeThatChangesMidway_keepsShapesWithBlackBars() throws IOException {
        Path video = folder.resolve("sizes.ts");
        try (OutputStream joined = Files.newOutputStream(video)) {
            for (String size : List.of("160x120", "320x180", "160x120")) {
                Path part = folder.resolve(size + ".ts");
                Tool.ffmpeg(
                        "-f",
                        "lavfi",
                        "-i",
                        "color=white:s=" + size + ":r=25:d=1",
                        "-c:v",
                        "libopenh264",
                        part.toString());
                Files.copy(part, joined);
            }
        }
        Timeline timeline = Sources.timeline(video);

        Path summary = render(video, List.of(new FrameRange(0, timeline.frames() - 1)));

        try (VideoReader reader = VideoReader.open(summary)) {
            while (reader.advance()) {
                Picture picture = reader.picture();
                assertThat(picture.width()).isEqualTo(160);
                assertThat(picture.height()).isEqualTo(120);
                boolean wide = reader.index() >= 26 && reader.index() < 48;
                if (wide) {
                    // 160 x 90 in the middle of 160 x 120
                    assertThat(grey(picture, 80, 5)).isLessThan(30);
                    assertThat(grey(picture, 80, 115)).isLessThan(30);
                    assertThat(grey(picture, 80, 20)).isGreaterThan(220);
                    assertThat(grey(picture, 2, 60)).isGreaterThan(220);
                } else if (reader.index() < 24 || reader.index() > 51) {
                    assertThat(grey(picture, 80, 2)).isGreaterThan(220);
                }
            }
            assertThat(reader.index()).isEqualTo(timeline.frames() - 1).isBetween(72, 74);
        }
    }

    @Test
    void render_aTallPictureAfterAWideOne_isWhiteBetweenBlackBars() throws IOException {
        Path video = folder.resolve("tall.ts");
        try (OutputStream joined = Files.newOutputStream(video)) {
            for (String size : List.of("640x360", "202x360")) {
                Path part = folder.resolve(size + ".ts");
                Tool.ffmpeg(
                        "-f",
                        "lavfi",
                        "-i",
                        "color=white:s=" + size + ":r=25:d=1",
                        "-c:v",
                        "libopenh264",
                        part.toString());
                Files.copy(part, joined);
            }
        }
        Timeline timeline = Sources.timeline(video);
        try (VideoReader reader = VideoReader.open(render(video, List.of(new FrameRange(0, timeline.frames() - 1))))) {
            while (reader.advance() && reader.index() < 40) {
                // to the tall ones
            }
            Picture picture = reader.picture();
            Placement inner = Placement.inside(640, 360, 202.0 / 640);
            for (int x = 0; x < 640; x++) {
                boolean bar = x < inner.x() - 1 || x > inner.x() + inner.width();
                boolean white = x > inner.x() && x < inner.x() + inner.width() - 1;
                assertThat(grey(picture, x, 180)).as("column %d", x).isBetween(white ? 220 : 0, bar ? 35 : 255);
            }
        }
    }

    @Test
    void placement_shapes_areKeptOnEvenPixels() {
        assertThat(Placement.inside(160, 120, 1)).isEqualTo(new Placement(0, 0, 160, 120));
        assertThat(Placement.inside(160, 120, 1.01)).isEqualTo(new Placement(0, 0, 160, 120));
        assertThat(Placement.inside(160, 120, 4 / 3.0)).isEqualTo(new Placement(0, 14, 160, 90));
        assertThat(Placement.inside(160, 120, 0.5)).isEqualTo(new Placement(40, 0, 80, 120));
        assertThat(Placement.inside(160, 120, 1e6)).isEqualTo(new Placement(0, 58, 160, 2));
        assertThat((double) Placement.inside(1920, 1080, 0.75).width()).isCloseTo(1440, within(1.0));
    }

    private Path render(Path video, List<FrameRange> ranges) {
        Path target = folder.resolve("summary.mp4");
        return SummaryRenderer.render(video, Sources.timeline(video), ranges, target, true, done -> {})
                .file();
    }

    /** How much each frame's rows differ from those above and below them in the same direction, on average. */
    private static List<Double> combing(Path video) {
        List<Double> values = new ArrayList<>();
        try (VideoReader reader = VideoReader.open(video)) {
            while (reader.advance()) {
                Picture picture = reader.picture();
                values.add(IntStream.range(1, picture.height() - 1)
                        .mapToDouble(y -> rowCombing(picture, y))
                        .average()
                        .orElseThrow());
            }
        }
        return values;
    }

    private static double rowCombing(Picture picture, int y) {
        return IntStream.range(0, picture.width())
                .map(x -> (grey(picture, x, y) - grey(picture, x, y - 1))
                        * (grey(picture, x, y) - grey(picture, x, y + 1)))
                .map(product -> Math.max(0, product))
                .average()
                .orElseThrow();
    }

    private static int grey(Picture picture, int x, int y) {
        return picture.rgb()[3 * (y * picture.width() + x)] & 0xff;
    }
}
