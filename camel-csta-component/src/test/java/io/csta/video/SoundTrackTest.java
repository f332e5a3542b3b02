package io.csta.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.csta.testing.Probe;
import io.csta.testing.TestSound;
import io.csta.testing.TestVideos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoundTrackTest {

    private static final int RATE = 48000;
    private static final double SYNC_SECONDS = 0.005;
    private static final int PIECE = RATE / 4;

    /** More cuts than seconds, so that an error per cut would accumulate. */
    private static final List<FrameRange> RANGES = List.of(
            new FrameRange(12, 40),
            new FrameRange(71, 99),
            new FrameRange(101, 133),
            new FrameRange(160, 200),
            new FrameRange(215, 236),
            new FrameRange(250, 299));

    private final Path folder;

    SoundTrackTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest
    @CsvSource({
        "a.mp4, 30000/1001, 48000, aac, 2, 0",
        "a.mkv, 25, 44100, libopus, 1, 0",
        "a.mov, 24, 22050, pcm_s16le, 2, 0",
        "a.mp4, 30, 48000, aac, 1, 0.7",
        "a.mkv, 30, 48000, aac, 1, -0.5",
        "a.ts, 25, 48000, mp2, 2, 0.3",
        "a.mkv, 30, 10000, pcm_s16le, 1, 0",
        "a.avi, 25, 44100, pcm_s16le, 2, 0",
        "a.mp4, 30, 48000, aac, 6, 0",
    })
    void sound_atEveryCut_isInSync(String name, String fps, int rate, String codec, int channels, double delay) {
        TestSound sound = TestSound.rumble(rate, 13);
        Path source = TestVideos.ofFrames(300)
                .size(100, 64)
                .fps(fps)
                .sound(sound)
                .soundAs(codec, channels)
                .soundDelay(delay)
                .write(folder.resolve(name));
        Timeline timeline = Sources.timeline(source);

        Rendering rendering = render(source, timeline, RANGES);

        assertThat(rendering.audio()).isTrue();
        assertThat(TestVideos.readNumbers(rendering.file())).isEqualTo(Sources.numbers(RANGES));
        TestSound played = TestSound.of(rendering.file(), RATE);
        TestSound original = resampledTo(RATE, sound);
        double start = 0;
        for (FrameRange range : RANGES) {
            double seconds = range.frames() / timeline.fps();
            double from = timeline.start(range.first()) - delay;
            int margin = RATE / 50;
            int length = (int) Math.round(seconds * RATE) - 2 * margin;
            if (from >= 0 && from + seconds < 13) {
                int at = (int) Math.round(start * RATE) + margin;
                int expected = (int) Math.round(from * RATE) + margin;
                assertInSync(played, at, original, expected);
                assertInSync(played, at + length - PIECE, original, expected + length - PIECE);
            }
            start += seconds;
        }
        assertThat(Probe.stream(rendering.file(), "a").path("duration").asDouble())
                .isCloseTo(rendering.duration(), Offset.offset(0.03));
    }

    private static void assertInSync(TestSound played, int at, TestSound original, int expected) {
        int found = played.locate(at, PIECE, original, expected, RATE / 20);
        assertThat(Math.abs(found - expected)).isLessThan((int) (SYNC_SECONDS * RATE));
    }

    /** Decodes with FFmpeg, so that the comparison does not depend on the code under test. */
    private TestSound resampledTo(int rate, TestSound sound) {
        Path wav = folder.resolve("original.wav");
        sound.writeWav(wav, 1);
        return TestSound.of(wav, rate);
    }

    @ParameterizedTest
    @CsvSource({
        "long.mp4, libopenh264, aac",
        "long.mkv, libopenh264, libopus",
        "long.ts, libopenh264, mp2",
        "long.avi, mpeg4, pcm_s16le"
    })
    void sound_overFarRanges_isInSyncAfterTheJump(String name, String codec, String soundCodec) {
        TestSound sound = TestSound.rumble(RATE, 70);
        Path source = TestVideos.ofFrames(700)
                .size(48, 32)
                .codec(codec)
                .fps("10")
                .sound(sound)
                .soundAs(soundCodec, 1)
                .write(folder.resolve(name));
        List<FrameRange> ranges = List.of(new FrameRange(10, 29), new FrameRange(600, 619));

        Timeline timeline = Sources.timeline(source);

        TestSound played = TestSound.of(render(source, timeline, ranges).file(), RATE);

        // not simply 60 s: FFmpeg leaves a gap of one frame at the start of an AVI file with sound
        int position = (int) Math.round(timeline.start(600) * RATE);
        assertInSync(played, 2 * RATE + 960, sound, position + 960);
    }

    @Test
    void sound_atEveryCut_doesNotClick() {
        TestSound tone = TestSound.tone(RATE, 11, 130);
        Path source = TestVideos.ofFrames(300).size(48, 32).sound(tone).write(folder.resolve("tone.mp4"));

        TestSound played =
                TestSound.of(render(source, Sources.timeline(source), RANGES).file(), RATE);

        double smooth = tone.largestStep(0, RATE);
        // the first frames of the AAC encoder are coarse, cut or not
        assertThat(played.largestStep(0, 3000)).isLessThan(3 * smooth);
        assertThat(played.largestStep(3000, played.samples().length)).isLessThan(1.3 * smooth);
        assertThat(played.loudness(2000, 10000)).isCloseTo(0.5 / Math.sqrt(2), Offset.offset(0.02));
    }

    @Test
    void sound_thatStartsLateAndEndsEarly_isSilenceThere() {
        Path source = TestVideos.ofFrames(300)
                .size(48, 32)
                .sound(TestSound.tone(RATE, 4, 440))
                .soundDelay(2)
                .write(folder.resolve("part.mp4"));

        TestSound played = TestSound.of(
                render(source, Sources.timeline(source), List.of(new FrameRange(0, 299)))
                        .file(),
                RATE);

        assertThat(played.samples().length).isBetween(10 * RATE - 1100, 10 * RATE + 1100);
        assertThat(played.loudness(0, 2 * RATE - 2000)).isLessThan(1e-3);
        assertThat(played.loudness(2 * RATE + 2000, 6 * RATE - 2000)).isGreaterThan(0.3);
        assertThat(played.loudness(6 * RATE + 4000, 10 * RATE - 2000)).isLessThan(1e-3);
    }

    @Test
    void sound_ofTwoRecordingsJoined_isThereInBoth() throws IOException {
        TestSound rumble = TestSound.rumble(RATE, 4);
        Path part = TestVideos.ofFrames(100).fps("25").sound(rumble).write(folder.resolve("part.ts"));
        byte[] bytes = Files.readAllBytes(part);
        Path joined = Files.write(folder.resolve("joined.ts"), bytes);
        Files.write(joined, bytes, StandardOpenOption.APPEND);
        Timeline timeline = Sources.timeline(joined);

        TestSound played = TestSound.of(
                render(joined, timeline, List.of(new FrameRange(0, 199))).file(), RATE);

        assertThat(timeline.frames()).isEqualTo(200);
        assertThat(timeline.duration()).isCloseTo(8, Offset.offset(0.1));
        int second = 3 * RATE / 2; // into each recording
        assertThat(played.locate(second, RATE, rumble, second, RATE / 10)).isCloseTo(second, Offset.offset(RATE / 100));
        assertThat(played.locate(4 * RATE + second, RATE, rumble, second, RATE / 10))
                .isCloseTo(second, Offset.offset(RATE / 10));
    }

    @Test
    void sound_thatIsNotWanted_isLeftOut() {
        Path source =
                TestVideos.ofFrames(30).sound(TestSound.tone(RATE, 1, 440)).write(folder.resolve("a.mp4"));

        Rendering rendering = SummaryRenderer.render(
                source,
                Sources.timeline(source),
                List.of(new FrameRange(0, 29)),
                folder.resolve("summary.mp4"),
                false,
                done -> {});

        assertThat(rendering.audio()).isFalse();
        assertThat(Probe.has(rendering.file(), "a")).isFalse();
    }

    @Test
    void sound_thatCannotBeDecoded_isLeftOut() throws IOException {
        Path source = TestVideos.ofFrames(30)
                .sound(TestSound.tone(RATE, 1, 440))
                .soundAs("pcm_s16le", 1)
                .write(folder.resolve("a.mkv"));
        byte[] bytes = Files.readAllBytes(source);
        String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
        int codec = text.indexOf("A_PCM/INT/LIT");
        assertThat(codec).isPositive();
        System.arraycopy("A_XYZ".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1), 0, bytes, codec, 5);
        Files.write(source, bytes);

        Rendering rendering = render(source, Sources.timeline(source), List.of(new FrameRange(0, 29)));

        assertThat(rendering.audio()).isFalse();
        assertThat(Probe.has(rendering.file(), "a")).isFalse();
        assertThat(TestVideos.readNumbers(rendering.file())).hasSize(30);
    }

    private Rendering render(Path source, Timeline timeline, List<FrameRange> ranges) {
        return SummaryRenderer.render(source, timeline, ranges, folder.resolve("summary.mp4"), true, done -> {});
    }
}
