package io.csta.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csta.CancelledException;
import io.csta.testing.Probe;
import io.csta.testing.TestSound;
import io.csta.testing.TestVideos;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VideoReaderTest {

    private final Path folder;

    VideoReaderTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest
    @CsvSource({
        "libopenh264, a.mp4, 30000/1001, -an",
        "libopenh264, a.mkv, 24000/1001, -an",
        "libopenh264, a.ts, 25, -an",
        "mpeg4, b-frames.mp4, 25, -bf 2",
        "mpeg4, b-frames.avi, 25, -bf 2",
        "mpeg2video, b-frames.mpg, 25, -bf 2",
        "mpeg2video, b-frames.ts, 30000/1001, -bf 2",
        "mjpeg, full-range.avi, 15, -an",
        "libvpx, a.webm, 30, -auto-alt-ref 1 -lag-in-frames 8",
        "ffv1, a.mkv, 30, -an",
    })
    void frames_ofAnyCodec_haveTheirNumbersAndExactTimes(String codec, String name, String fps, String options) {
        Path file = TestVideos.ofScenes(40, 35)
                .codec(codec)
                .fps(fps)
                .options(options.split(" ", -1))
                .write(folder.resolve(name));

        List<Integer> numbers = new ArrayList<>();
        List<Long> times = new ArrayList<>();
        try (VideoReader video = VideoReader.open(file)) {
            while (video.advance()) {
                assertThat(video.index()).isEqualTo(numbers.size());
                numbers.add(TestVideos.readNumber(video.picture()));
                times.add(video.pts());
            }
            assertThat(video.damage()).isEqualTo(Damage.NONE);
            Timeline timeline = video.timeline();
            assertThat(timeline.frames()).isEqualTo(75);
            assertThat(timeline.constantFrameRate()).isTrue();
            assertThat(timeline.constantRate().orElseThrow()).isEqualTo(rational(fps));
            assertThat(timeline.duration()).isCloseTo(75 / rational(fps).value(), within(0.0021));
        }
        assertThat(numbers).isEqualTo(IntStream.range(0, 75).boxed().toList());
        assertThat(times).hasSize(75).startsWith(Probe.framePts(file).toArray(Long[]::new));
    }

    private static Rational rational(String text) {
        boolean ntsc = text.endsWith("/1001");
        return new Rational(Integer.parseInt(text.replace("/1001", "")), ntsc ? 1001 : 1);
    }

    private static org.assertj.core.data.Offset<Double> within(double value) {
        return org.assertj.core.data.Offset.offset(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.mp4", "a.mkv"})
    void timeline_ofVariableFrameRate_isExact(String name) {
        Path file = TestVideos.ofFrames(30).variableFrameRate().write(folder.resolve(name));

        try (VideoReader video = VideoReader.open(file)) {
            while (video.advance()) {
                int n = video.index();
                assertThat(TestVideos.readNumber(video.picture())).isEqualTo(n);
                assertThat(video.time()).isCloseTo((40 * n + 13 * (n % 3)) / 1000.0, within(1e-9));
            }
            Timeline timeline = video.timeline();
            assertThat(timeline.constantFrameRate()).isFalse();
            assertThat(timeline.start(1)).isCloseTo(0.053, within(1e-9));
            assertThat(timeline.end(1)).isCloseTo(0.106, within(1e-9));
            assertThat(timeline.end(2)).isCloseTo(0.120, within(1e-9));
            assertThat(timeline.fps()).isBetween(24.0, 26.0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 90, 180, 270})
    void picture_ofATurnedVideo_isUpright(int degrees) {
        Path file = TestVideos.ofFrames(3).size(160, 96).rotatedBy(degrees).write(folder.resolve("turned.mp4"));

        try (VideoReader video = VideoReader.open(file)) {
            assertThat(video.info().rotation()).isEqualTo(degrees);
            assertThat(video.info().width()).isEqualTo(160);
            assertThat(video.info().height()).isEqualTo(96);
            video.advance();
            Picture picture = video.picture();
            assertThat(picture.width()).isEqualTo(160);
            assertThat(picture.height()).isEqualTo(96);
            video.advance();
            assertThat(TestVideos.readNumber(video.picture())).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "bt601, smpte170m, tv, ffv1, mkv",
        "bt601, smpte170m, pc, ffv1, mkv",
        "bt601, unknown, tv, ffv1, mkv",
        "bt709, bt709, tv, ffv1, mkv",
        "bt709, bt709, pc, ffv1, mkv",
        "bt709, bt709, tv, libopenh264, mp4",
        "bt2020, bt2020nc, tv, ffv1, mkv",
    })
    void picture_ofAnyColourMatrix_hasTheColoursThatWereDrawn(
            String matrix, String tag, String range, String codec, String extension) {
        Path file = TestVideos.ofFrames(2)
                .codec(codec)
                .options("-vf", "scale=out_color_matrix=" + matrix + ":out_range=" + range, "-pix_fmt", "yuv420p")
                .options("-colorspace", tag, "-color_range", range)
                .write(folder.resolve("colours." + extension));

        try (VideoReader video = VideoReader.open(file)) {
            video.advance();
            Picture picture = video.picture();
            int corner = 3 * (picture.height() - 1) * picture.width();
            assertThat(picture.rgb()[corner] & 0xff).isBetween(193, 205);
            assertThat(picture.rgb()[corner + 1] & 0xff).isBetween(53, 65);
            assertThat(picture.rgb()[corner + 2] & 0xff).isBetween(43, 55);
        }
    }

    @ParameterizedTest
    @CsvSource({"161, 121", "98, 67"})
    void picture_ofOddSize_isWhole(int width, int height) {
        Path file = TestVideos.ofFrames(2).size(width, height).codec("ffv1").write(folder.resolve("odd.mkv"));

        try (VideoReader video = VideoReader.open(file)) {
            video.advance();
            video.advance();
            assertThat(video.picture().rgb()).hasSize(3 * width * height);
            assertThat(TestVideos.readNumber(video.picture())).isEqualTo(1);
        }
    }

    @Test
    void info_ofAVideoWithSound_tellsWhatTheContainerSays() {
        Path file = TestVideos.ofFrames(50)
                .fps("25")
                .sound(TestSound.tone(44100, 2, 440))
                .write(folder.resolve("sound.mp4"));

        try (VideoReader video = VideoReader.open(file)) {
            assertThat(video.info()).isEqualTo(new VideoInfo(file, 160, 120, 25, 50, 2, 0, "h264", true));
        }
    }

    @Test
    void advance_ofOneFrame_endsAfterIt() {
        Path file = TestVideos.ofFrames(1).write(folder.resolve("one.mp4"));

        try (VideoReader video = VideoReader.open(file)) {
            assertThatThrownBy(video::picture).isInstanceOf(IllegalStateException.class);
            assertThat(video.advance()).isTrue();
            assertThat(video.advance()).isFalse();
            assertThat(video.advance()).isFalse();
            assertThat(video.index()).isZero();
            assertThat(video.timeline().duration()).isCloseTo(1 / 30.0, within(1e-3));
            assertThatThrownBy(video::picture).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void advance_onAnInterruptedThread_isCancelled() {
        Path file = TestVideos.ofFrames(2).write(folder.resolve("two.mp4"));

        try (VideoReader video = VideoReader.open(file)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(video::advance).isInstanceOf(CancelledException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
