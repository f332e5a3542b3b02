package io.csta.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.csta.model.SummaryModel;
import io.csta.testing.FixtureVideos;
import io.csta.testing.Probe;
import io.csta.testing.TestModels;
import io.csta.testing.TestSound;
import io.csta.testing.TestVideos;
import io.csta.testing.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole pipeline with videos of every kind: each frame of a summary must be the one that the report names. */
class AnyInputTest {

    private static final String NO_OPTIONS = "-n";

    @TempDir
    Path folder;

    private final SummaryModel model = TestModels.starter();

    @ParameterizedTest
    @CsvSource({
        "libopenh264, a.mp4, aac, -n",
        "libopenh264, a.mkv, libopus, -n",
        "libopenh264, a.ts, ac3, -n",
        "libopenh264, a.flv, aac, -n",
        "libvpx, vp8.webm, libopus, -n",
        "libvpx-vp9, vp9.webm, libopus, -n",
        "libsvtav1, av1.mp4, aac, -preset 10 -svtav1-params crf=20",
        "mpeg2video, a.vob, ac3, -q:v 3 -bf 2",
        "mpeg4, a.avi, libmp3lame, -bf 2",
        "msmpeg4v2, a.avi, adpcm_ms, -q:v 3",
        "prores_ks, a.mov, pcm_s24le, -pix_fmt yuv422p10le",
        "cinepak, a.avi, pcm_s16le, -n",
        "h263, a.3gp, aac, -s 176x144 -q:v 3",
        "dvvideo, a.dv, pcm_s16le, -s 720x576 -pix_fmt yuv420p -ac 2",
        "ffv1, twelve-bits.mkv, flac, -pix_fmt yuv444p12le",
        "qtrle, a.mov, pcm_s16le, -pix_fmt rgb24",
        "v210, a.mov, pcm_s24le, -pix_fmt yuv422p10le",
    })
    void summarize_anyCodecAndContainer_playsTheFramesOfTheReport(
            String codec, String name, String soundCodec, String options) {
        assertSummarized(codec, name, soundCodec, options);
    }

    /** Further formats of a family of which one is always tested. */
    @ParameterizedTest
    @CsvSource({
        "libopenh264, a.mov, pcm_s16le, -n",
        "mpeg1video, a.mpg, mp2, -q:v 3",
        "msmpeg4, a.asf, wmav2, -q:v 3",
        "wmv2, a.wmv, wmav2, -q:v 3",
        "prores_ks, alpha.mov, pcm_s16le, -profile:v 4444 -pix_fmt yuva444p10le",
        "mjpeg, a.mov, pcm_s16le, -n",
        "ffv1, rgb-10-bits.mkv, flac, -pix_fmt gbrp10le",
        "ffv1, grey.mkv, flac, -pix_fmt gray16le",
        "rawvideo, a.avi, pcm_s16le, -pix_fmt bgr24",
        "flv, h263.flv, libmp3lame, -q:v 3 -ar 44100",
        "libopenh264, a.m2ts, ac3, -n",
        "libaom-av1, av1.webm, libopus, -cpu-used 8 -usage realtime -b:v 1M",
        "wmv1, a.wmv, wmav1, -q:v 3",
        "cinepak, a.mov, pcm_s16le, -n",
        "mjpeg, a.avi, pcm_s16le, -pix_fmt yuvj422p",
    })
    @Tag("slow")
    void summarize_relatedCodecAndContainer_playsTheFramesOfTheReport(
            String codec, String name, String soundCodec, String options) {
        assertSummarized(codec, name, soundCodec, options);
    }

    private void assertSummarized(String codec, String name, String soundCodec, String options) {
        Path video = TestVideos.ofScenes(25, 35)
                .fps("25")
                .codec(codec)
                .options(options.equals(NO_OPTIONS) ? new String[0] : options.split(" "))
                .sound(TestSound.rumble(48_000, 2.4))
                .soundAs(soundCodec, 2)
                .write(folder.resolve(name));
        Summary summary = summarize(video);
        assertWhole(summary, 60);
        assertThat(Probe.has(summary.summary().file(), "a")).isTrue();
    }

    static List<String> fixtures() {
        return FixtureVideos.names();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void summarize_formatsThatAreOnlyRead_playsTheFramesOfTheReport(String name) throws IOException {
        Path video = Files.copy(FixtureVideos.path(name), folder.resolve(name));
        assertWhole(summarize(video), FixtureVideos.FRAMES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gif", "apng", "h264", "ivf", "y4m", "mxf"})
    void summarize_streamsWithoutAContainerOrSound_playsTheFramesOfTheReport(String ending) {
        Path original = TestVideos.ofScenes(25, 35).fps("25").codec("ffv1").write(folder.resolve("original.mkv"));
        Path video = folder.resolve("a." + ending);
        String codec =
                switch (ending) {
                    case "h264" -> "libopenh264";
                    case "ivf" -> "libvpx";
                    case "y4m" -> "wrapped_avframe";
                    case "mxf" -> "mpeg2video";
                    default -> ending;
                };
        String pixels = ending.equals("gif") ? "rgb8" : ending.equals("apng") ? "rgb24" : "yuv420p";
        Tool.ffmpeg("-i", original.toString(), "-c:v", codec, "-pix_fmt", pixels, "-b:v", "2M", video.toString());
        assertWhole(summarize(video), 60);
    }

    @ParameterizedTest
    @CsvSource({"177, 143", "31, 95", "161, 17"})
    void summarize_oddSizes_losesARowOrAColumnAtMost(int width, int height) {
        Path video = TestVideos.ofScenes(25, 35)
                .codec("ffv1")
                .options("-vf", "scale=%d:%d".formatted(width, height))
                .write(folder.resolve("odd.mkv"));
        Summary summary = summarize(video);
        assertThat(summary.video().width()).isEqualTo(width);
        assertThat(Probe.stream(summary.summary().file(), "v").path("width").asInt())
                .isBetween(width - 1, width);
        assertThat(Probe.stream(summary.summary().file(), "v").path("height").asInt())
                .isBetween(height - 1, height);
    }

    @Test
    void summarize_severalSoundTracks_keepsTheFirst() {
        Path tone = folder.resolve("tone.wav");
        TestSound.tone(48_000, 2.4, 440).writeWav(tone, 1);
        TestSound first = TestSound.rumble(48_000, 2.4);
        Path single = TestVideos.ofScenes(25, 35).fps("25").sound(first).write(folder.resolve("single.mkv"));
        Path video = folder.resolve("two-tracks.mkv");
        Tool.ffmpeg(
                "-i",
                single.toString(),
                "-i",
                tone.toString(),
                "-map",
                "0:v",
                "-map",
                "0:a",
                "-map",
                "1:a",
                "-c:v",
                "copy",
                "-c:a",
                "aac",
                "-disposition:a:0",
                "0",
                "-disposition:a:1",
                "default",
                video.toString());
        Summary summary = summarize(video);
        assertWhole(summary, 60);
        TestSound played = TestSound.of(summary.summary().file(), 48_000);
        int from = (int) (summary.segments().get(0).start() * 48_000) + 4_800;
        assertThat(played.locate(4_800, 9_600, first, from, 2_400)).isCloseTo(from, within(240));
    }

    @ParameterizedTest
    @CsvSource({"5.1, 6, 6", "7.1, 8, 2"})
    void summarize_surroundSound_keepsItWhereAacCan(String layout, int channels, int expected) {
        Path stereo = TestVideos.ofScenes(25, 35)
                .fps("25")
                .sound(TestSound.rumble(48_000, 2.4))
                .write(folder.resolve("mono.mkv"));
        Path video = folder.resolve("surround.mkv");
        String mix =
                IntStream.range(0, channels).mapToObj(i -> "|c" + i + "=c0").reduce("", String::concat);
        Tool.ffmpeg(
                "-i",
                stereo.toString(),
                "-c:v",
                "copy",
                "-af",
                "pan=" + layout + mix,
                "-c:a",
                "pcm_s16le",
                video.toString());
        Summary summary = summarize(video);
        assertWhole(summary, 60);
        assertThat(Probe.stream(summary.summary().file(), "a").path("channels").asInt())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void summarize_attachedPicture_isNotTakenForTheVideo(boolean pictureFirst) {
        Path plain = TestVideos.ofScenes(25, 35).fps("25").write(folder.resolve("plain.mp4"));
        Path cover = folder.resolve("cover.png");
        Tool.ffmpeg("-f", "lavfi", "-i", "testsrc=s=640x480", "-frames:v", "1", "-update", "1", cover.toString());
        Path video = folder.resolve("covered.mp4");
        String attached = pictureFirst ? "v:0" : "v:1";
        Tool.ffmpeg(
                "-i",
                plain.toString(),
                "-i",
                cover.toString(),
                "-map",
                pictureFirst ? "1" : "0",
                "-map",
                pictureFirst ? "0" : "1",
                "-c",
                "copy",
                "-disposition:" + attached,
                "attached_pic",
                video.toString());
        assertWhole(summarize(video), 60);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "if(eq(mod(N\\,7)\\,0)\\,40*N\\,40*N+3)", // frames that jitter
                "40*floor(N/2)", // pairs that share a time
                "40*N+if(gte(N\\,30)\\,60000\\,0)", // a minute without pictures
            })
    void summarize_brokenTimeStamps_playsTheFramesOfTheReport(String milliseconds) {
        Path video = TestVideos.ofScenes(25, 35)
                .codec("ffv1")
                .presentedAt(milliseconds)
                .write(folder.resolve("times.nut"));
        assertWhole(summarize(video), 60);
    }

    @Test
    void summarize_noTimeStampsAtAll_countsByTheFrameRate() {
        Path video = TestVideos.ofScenes(25, 35)
                .fps("25")
                .codec("mpeg4")
                .options("-bf", "2")
                .write(folder.resolve("times.avi"));
        Summary summary = summarize(video);
        assertWhole(summary, 60);
        assertThat(summary.video().duration()).isCloseTo(2.4, within(0.081));
    }

    private Summary summarize(Path video) {
        return new Summarizer(model)
                .summarize(video, SummaryOptions.DEFAULTS.withBudget(new Budget.Ratio(0.6)), ProgressListener.NONE);
    }

    private static void assertWhole(Summary summary, int frames) {
        List<Integer> expected = summary.segments().stream()
                .flatMap(
                        part -> IntStream.rangeClosed(part.first(), part.last()).boxed())
                .toList();
        assertThat(summary.video().frames()).isEqualTo(frames);
        assertThat(summary.video().damaged()).isZero();
        assertThat(summary.warnings()).isEmpty();
        assertThat(expected).hasSizeBetween(20, frames);
        assertThat(TestVideos.readNumbers(summary.summary().file())).isEqualTo(expected);
    }
}
