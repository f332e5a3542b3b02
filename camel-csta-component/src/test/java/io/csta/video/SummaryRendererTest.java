package io.csta.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.csta.CancelledException;
import io.csta.OutputException;
import io.csta.testing.Probe;
import io.csta.testing.TestVideos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SummaryRendererTest {

    private static final List<FrameRange> RANGES =
            List.of(new FrameRange(5, 20), new FrameRange(59, 61), new FrameRange(150, 179));

    private final Path folder;

    SummaryRendererTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest
    @CsvSource({
        "libopenh264, a.mp4, 30000/1001, -an",
        "libopenh264, a.mkv, 24000/1001, -an",
        "mpeg4, b.mp4, 25, -bf 2",
        "mpeg4, b.avi, 15, -bf 2",
        "mpeg2video, b.ts, 30000/1001, -bf 2",
        "libvpx, a.webm, 30, -auto-alt-ref 1 -lag-in-frames 8",
        "libopenh264, fast.mp4, 120, -an",
    })
    void render_ofRanges_playsExactlyTheseFrames(String codec, String name, String fps, String options) {
        Path source = TestVideos.ofScenes(60, 60, 60)
                .codec(codec)
                .fps(fps)
                .options(options.split(" ", -1))
                .write(folder.resolve(name));
        List<Integer> progress = new ArrayList<>();

        Rendering rendering = SummaryRenderer.render(
                source, Sources.timeline(source), RANGES, folder.resolve("summary.mp4"), true, progress::add);

        assertThat(rendering.frames()).isEqualTo(49);
        assertThat(rendering.audio()).isFalse();
        assertThat(TestVideos.readNumbers(rendering.file())).isEqualTo(Sources.numbers(RANGES));
        assertThat(progress).isSorted().last().isEqualTo(49);
        JsonNode pictures = Probe.stream(rendering.file(), "v");
        String rate = fps.contains("/") ? fps : fps + "/1";
        assertThat(pictures.path("r_frame_rate").asText()).isEqualTo(rate);
        assertThat(pictures.path("avg_frame_rate").asText()).isEqualTo(rate);
        assertThat(pictures.path("codec_name").asText()).isEqualTo("h264");
        assertThat(pictures.path("has_b_frames").asInt()).isZero();
        assertThat(pictures.path("start_time").asDouble()).isZero();
        assertThat(pictures.path("nb_frames").asInt()).isEqualTo(49);
        assertThat(pictures.path("duration").asDouble()).isCloseTo(rendering.duration(), Offset.offset(1e-3));
        assertThat(Probe.has(rendering.file(), "a")).isFalse();
        assertThat(filesIn(folder)).containsExactlyInAnyOrder(name, "summary.mp4");
    }

    @Test
    void render_ofLargePicturesAgain_givesTheSameBytes() {
        Path source = TestVideos.ofScenes(20, 20)
                .size(1280, 720)
                .options("-vf", "noise=alls=20:allf=t")
                .write(folder.resolve("large.mp4"));
        List<FrameRange> all = List.of(new FrameRange(0, 39));
        Path first = SummaryRenderer.render(
                        source, Sources.timeline(source), all, folder.resolve("1.mp4"), true, done -> {})
                .file();
        for (int i = 2; i <= 4; i++) {
            Path again = folder.resolve(i + ".mp4");
            SummaryRenderer.render(source, Sources.timeline(source), all, again, true, done -> {});
            assertThat(again).hasSameBinaryContentAs(first);
        }
    }

    @ParameterizedTest
    @CsvSource({"libopenh264, a.mp4", "mpeg4, a.avi"})
    void render_withMoreProcessors_givesTheSameBytes(String codec, String name) {
        Path source = TestVideos.ofFrames(330).codec(codec).fps("5").write(folder.resolve(name));
        List<FrameRange> ranges = List.of(new FrameRange(3, 3), new FrameRange(20, 260), new FrameRange(300, 329));
        List<Integer> expected = Sources.numbers(ranges);
        Path alone = folder.resolve("1.mp4");
        SummaryRenderer.render(source, Sources.timeline(source), ranges, alone, true, done -> {}, 1);
        assertThat(TestVideos.readNumbers(alone)).isEqualTo(expected);
        for (int processors : List.of(2, 3, 16)) {
            Path together = folder.resolve(processors + ".mp4");
            SummaryRenderer.render(source, Sources.timeline(source), ranges, together, true, done -> {}, processors);
            assertThat(together).hasSameBinaryContentAs(alone);
        }
    }

    @Test
    void render_ofAVideoWithASingleKeyFrame_playsExactlyTheseFrames() {
        Path source = TestVideos.ofFrames(640).options("-g", "9999").write(folder.resolve("a.mp4"));
        List<FrameRange> ranges = List.of(new FrameRange(20, 30), new FrameRange(300, 330), new FrameRange(630, 639));
        assertThat(Sources.timeline(source).mostFramesPerKeyFrame()).isEqualTo(640);

        assertThat(TestVideos.readNumbers(render(source, ranges).file())).isEqualTo(Sources.numbers(ranges));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.mp4", "a.mkv"})
    void render_ofVariableFrameRate_keepsTheDurationOfEachFrame(String name) {
        Path source = TestVideos.ofFrames(180).variableFrameRate().write(folder.resolve(name));

        Rendering rendering = render(source, RANGES);

        List<Double> expected = new ArrayList<>();
        double time = 0;
        for (int number : Sources.numbers(RANGES)) {
            expected.add(time);
            time += number == 179 ? 0 : number % 3 == 2 ? 0.014 : 0.053;
        }
        List<Double> found = new ArrayList<>();
        try (VideoReader video = VideoReader.open(rendering.file())) {
            while (video.advance()) {
                found.add(video.time());
            }
        }
        assertThat(found)
                .usingComparatorForType((a, b) -> Math.abs(a - b) < 1e-4 ? 0 : Double.compare(a, b), Double.class)
                .containsExactlyElementsOf(expected);
        assertThat(TestVideos.readNumbers(rendering.file())).isEqualTo(Sources.numbers(RANGES));
    }

    @ParameterizedTest
    @ValueSource(ints = {90, 180, 270})
    void render_ofATurnedVideo_keepsItsOrientation(int degrees) {
        Path source = TestVideos.ofFrames(180).size(128, 96).rotatedBy(degrees).write(folder.resolve("turned.mp4"));

        Rendering rendering = render(source, RANGES);

        try (VideoReader video = VideoReader.open(rendering.file())) {
            assertThat(video.info().rotation()).isEqualTo(degrees);
            assertThat(video.info().width()).isEqualTo(128);
            assertThat(video.info().height()).isEqualTo(96);
        }
        assertThat(Probe.stream(rendering.file(), "v").path("side_data_list"))
                .isEqualTo(Probe.stream(source, "v").path("side_data_list"));
        assertThat(TestVideos.readNumbers(rendering.file())).isEqualTo(Sources.numbers(RANGES));
    }

    @Test
    void render_ofOddSize_losesARowAndAColumn() {
        Path source = TestVideos.ofFrames(180).size(131, 97).codec("ffv1").write(folder.resolve("odd.mkv"));

        Rendering rendering = render(source, RANGES);

        JsonNode pictures = Probe.stream(rendering.file(), "v");
        assertThat(pictures.path("width").asInt()).isEqualTo(130);
        assertThat(pictures.path("height").asInt()).isEqualTo(96);
        assertThat(TestVideos.readNumbers(rendering.file())).isEqualTo(Sources.numbers(RANGES));
    }

    @Test
    void render_beyondTheEncodersSizes_halvesOrDoubles() {
        Path huge = TestVideos.ofFrames(2)
                .codec("mjpeg")
                .options("-vf", "scale=4200:2400")
                .write(folder.resolve("huge.avi"));
        Path tiny = TestVideos.ofFrames(2)
                .codec("mjpeg")
                .options("-vf", "scale=10:40")
                .write(folder.resolve("tiny.avi"));

        Rendering rendering = render(huge, List.of(new FrameRange(0, 1)));

        assertThat(Probe.stream(rendering.file(), "v").path("width").asInt()).isEqualTo(2100);
        assertThat(Probe.stream(rendering.file(), "v").path("height").asInt()).isEqualTo(1200);
        assertThat(TestVideos.readNumbers(rendering.file())).containsExactly(0, 1);
        Rendering doubled = render(tiny, List.of(new FrameRange(0, 1)));
        assertThat(Probe.stream(doubled.file(), "v").path("width").asInt()).isEqualTo(20);
        assertThat(Probe.stream(doubled.file(), "v").path("height").asInt()).isEqualTo(80);
    }

    @Test
    void render_ofPixelsThatAreNotSquare_keepsTheirShape() {
        Path source = TestVideos.ofFrames(180).options("-aspect", "16:9").write(folder.resolve("wide.mp4"));

        JsonNode pictures = Probe.stream(render(source, RANGES).file(), "v");

        assertThat(pictures.path("sample_aspect_ratio").asText()).isEqualTo("4:3");
        assertThat(pictures.path("display_aspect_ratio").asText()).isEqualTo("16:9");
    }

    @ParameterizedTest
    @CsvSource({
        "ffv1, yuv420p, bt709, tv, bt709, bt709",
        "ffv1, yuv444p, smpte170m, pc, bt601, smpte170m",
        "ffv1, yuv420p10le, bt709, tv, bt709, bt709",
        "ffv1, bgr0, unknown, pc, bt601, smpte170m",
        "mjpeg, yuvj420p, unknown, pc, bt601, bt470bg",
    })
    void render_ofAnyColours_looksTheSame(
            String codec, String format, String tag, String range, String matrix, String expectedTag) {
        TestVideos maker = TestVideos.ofFrames(180).codec(codec);
        Path source = (format.equals("bgr0")
                        ? maker.options("-pix_fmt", format)
                        : maker.options("-vf", "scale=out_color_matrix=" + matrix + ":out_range=" + range)
                                .options("-pix_fmt", format, "-colorspace", tag, "-color_range", range))
                .write(folder.resolve("colours.mkv"));

        Rendering rendering = render(source, RANGES);

        JsonNode pictures = Probe.stream(rendering.file(), "v");
        assertThat(pictures.path("color_space").asText()).isEqualTo(expectedTag);
        assertThat(pictures.path("color_range").asText()).isEqualTo("tv");
        assertThat(pictures.path("pix_fmt").asText()).isEqualTo("yuv420p");
        try (VideoReader before = VideoReader.open(source);
                VideoReader after = VideoReader.open(rendering.file())) {
            after.advance();
            for (int i = 0; i <= 5; i++) {
                before.advance();
            }
            assertThat(meanDifference(before.picture(), after.picture())).isLessThan(3);
        }
    }

    private static double meanDifference(Picture one, Picture other) {
        assertThat(one.rgb()).hasSameSizeAs(other.rgb());
        long sum = 0;
        for (int i = 0; i < one.rgb().length; i++) {
            sum += Math.abs((one.rgb()[i] & 0xff) - (other.rgb()[i] & 0xff));
        }
        return (double) sum / one.rgb().length;
    }

    @Test
    void render_ofTheWholeVideo_keepsEveryFrame() {
        Path source = TestVideos.ofScenes(40, 40).write(folder.resolve("source.mp4"));

        Rendering rendering = render(source, List.of(new FrameRange(0, 39), new FrameRange(40, 79)));

        assertThat(rendering.duration()).isCloseTo(80 / 30.0, Offset.offset(1e-9));
        assertThat(TestVideos.readNumbers(rendering.file())).isEqualTo(Sources.numbers(List.of(new FrameRange(0, 79))));
    }

    @Test
    void render_ofOneFrame_isAVideoOfOneFrame() {
        Path source = TestVideos.ofFrames(1).write(folder.resolve("one.mp4"));

        Rendering rendering = render(source, List.of(new FrameRange(0, 0)));

        assertThat(TestVideos.readNumbers(rendering.file())).containsExactly(0);
        assertThat(Probe.stream(rendering.file(), "v").path("r_frame_rate").asText())
                .isEqualTo("30/1");
    }

    @Test
    void render_whenInterrupted_leavesNoFile() {
        Path source = TestVideos.ofFrames(60).write(folder.resolve("source.mp4"));
        Timeline timeline = Sources.timeline(source);
        List<FrameRange> many = IntStream.range(0, 10)
                .mapToObj(i -> new FrameRange(6 * i, 6 * i + 4))
                .toList();

        assertThatThrownBy(() ->
                        SummaryRenderer.render(source, timeline, many, folder.resolve("summary.mp4"), true, done -> {
                            Thread.currentThread().interrupt();
                        }))
                .isInstanceOf(CancelledException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(filesIn(folder)).containsExactly("source.mp4");
    }

    @Test
    void render_whenInterruptedAfterSomeSections_leavesNoFile() {
        Path source = TestVideos.ofFrames(60).write(folder.resolve("source.mp4"));
        Timeline timeline = Sources.timeline(source);
        List<FrameRange> many = IntStream.range(0, 10)
                .mapToObj(i -> new FrameRange(6 * i, 6 * i + 4))
                .toList();
        Path target = folder.resolve("summary.mp4");

        for (int processors : List.of(1, 2)) {
            assertThatThrownBy(() -> SummaryRenderer.render(
                            source,
                            timeline,
                            many,
                            target,
                            true,
                            done -> {
                                if (done >= 30) {
                                    Thread.currentThread().interrupt();
                                }
                            },
                            processors))
                    .isInstanceOf(CancelledException.class);

            assertThat(Thread.interrupted()).isTrue();
            assertThat(filesIn(folder)).containsExactly("source.mp4");
        }
    }

    @Test
    void render_whenItFails_keepsTheOldSummary() throws IOException {
        Path source = TestVideos.ofFrames(30).write(folder.resolve("source.mp4"));
        Path target = Files.writeString(folder.resolve("summary.mp4"), "the old one");
        Timeline timeline = Sources.timeline(source);

        assertThatThrownBy(() ->
                        SummaryRenderer.render(source, timeline, List.of(new FrameRange(0, 29)), target, true, done -> {
                            throw new IllegalStateException("listener");
                        }))
                .hasMessage("listener");

        assertThat(target).hasContent("the old one");
        assertThat(filesIn(folder)).containsExactlyInAnyOrder("source.mp4", "summary.mp4");
        render(source, List.of(new FrameRange(0, 29)));
        assertThat(TestVideos.readNumbers(target)).hasSize(30);
    }

    @Test
    void render_toAPlaceThatCannotBeWritten_saysSo() throws IOException {
        Path source = TestVideos.ofFrames(3).write(folder.resolve("source.mp4"));
        Timeline timeline = Sources.timeline(source);
        Path file = Files.createFile(folder.resolve("file"));
        Path subfolder = Files.createDirectory(folder.resolve("folder.mp4"));

        for (Path target : List.of(file.resolve("a.mp4"), folder.resolve("none/a.mp4"), subfolder)) {
            assertThatThrownBy(() -> SummaryRenderer.render(
                            source, timeline, List.of(new FrameRange(0, 2)), target, true, done -> {}))
                    .isInstanceOf(OutputException.class)
                    .hasMessageContaining(target.equals(subfolder) ? "not a regular file" : "no such folder")
                    .hasMessageContaining(folder.toString());
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void render_ofNamesThatLookLikeAddresses_takesThemAsFiles() throws IOException {
        Path source = TestVideos.ofFrames(5).write(folder.resolve("a.mp4"));
        Path odd = folder.resolve("http: 100%d.mp4");
        Path target = folder.resolve("pipe:1 %03d.mp4");
        Files.move(source, odd);

        SummaryRenderer.render(odd, Sources.timeline(odd), List.of(new FrameRange(1, 3)), target, true, done -> {});

        assertThat(TestVideos.readNumbers(target)).containsExactly(1, 2, 3);
    }

    @Test
    void render_ofNoFrames_isRefused() {
        Path source = TestVideos.ofFrames(3).write(folder.resolve("source.mp4"));

        assertThatThrownBy(() -> render(source, List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private Rendering render(Path source, List<FrameRange> ranges) {
        return SummaryRenderer.render(
                source, Sources.timeline(source), ranges, folder.resolve("summary.mp4"), true, done -> {});
    }

    private static List<String> filesIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
