package io.csta.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csta.testing.TestSound;
import io.csta.testing.TestVideos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which codecs are decoded. {@code AnyInputTest} compares the decoded pictures with the report. */
class AllowedCodecsTest {

    private final Path folder;

    AllowedCodecsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @AfterEach
    void reset() {
        System.clearProperty(AllowedCodecs.OPTION);
    }

    @Test
    void list_ofThePage_isTheListOfTheProgram() throws IOException {
        String page = Files.readString(Path.of("../docs/limits.md"));
        assertThat(namesInRows(page, "| video")).containsExactlyInAnyOrderElementsOf(AllowedCodecs.VIDEO);
        assertThat(namesInRows(page, "| audio")).containsExactlyInAnyOrderElementsOf(AllowedCodecs.AUDIO);
    }

    private static List<String> namesInRows(String page, String start) {
        return page.lines()
                .filter(line -> line.startsWith(start))
                .flatMap(line -> Pattern.compile("`([a-z0-9_]+)`").matcher(line).results())
                .map(match -> match.group(1))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"magicyuv, a.mkv", "magicyuv, a.avi", "huffyuv, a.avi", "dnxhd, a.mov"})
    void open_aVideoCodecThatIsNotOnTheList_saysWhichAndHowToAllowIt(String codec, String name) {
        Path video = video(codec, name);
        assertThatThrownBy(() -> VideoReader.open(video))
                .isInstanceOf(CodecNotAllowedException.class)
                .hasMessage(
                        video + ": the video codec " + codec + " is not allowed; convert the file to H.264 and AAC in"
                                + " MP4, or, if you trust the file, set CSTA_DECODERS=" + codec);
    }

    @Test
    void open_aVideoCodecThatTheOptionAdds_readsIt() {
        Path video = video("magicyuv", "a.mkv");
        System.setProperty(AllowedCodecs.OPTION, "dnxhd, magicyuv");
        assertThat(TestVideos.readNumbers(video)).containsExactly(0, 1, 2, 3, 4);
        System.setProperty(AllowedCodecs.OPTION, "dnxhd");
        assertThatThrownBy(() -> VideoReader.open(video)).isInstanceOf(CodecNotAllowedException.class);
    }

    @Test
    void open_aCodecThatIsAlwaysAllowed_isReadBesideTheOption() {
        Path video = video("libopenh264", "a.mp4");
        System.setProperty(AllowedCodecs.OPTION, "magicyuv");
        assertThat(TestVideos.readNumbers(video)).hasSize(5);
    }

    @Test
    void check_anAudioCodecThatIsNotOnTheList_saysSoUnlessSoundIsNotWanted() {
        Path video = withSound("wavpack", "a.mkv");
        assertThatThrownBy(() -> AllowedCodecs.check(video, true))
                .isInstanceOf(CodecNotAllowedException.class)
                .hasMessage(
                        video + ": the audio codec wavpack is not allowed; convert the file to H.264 and AAC in MP4,"
                                + " summarize it without sound, or, if you trust the file, set CSTA_DECODERS=wavpack");
        assertThatThrownBy(() -> SoundReader.open(video, true)).isInstanceOf(CodecNotAllowedException.class);
        assertThatCode(() -> AllowedCodecs.check(video, false)).doesNotThrowAnyException();

        System.setProperty(AllowedCodecs.OPTION, "wavpack");
        assertThatCode(() -> AllowedCodecs.check(video, true)).doesNotThrowAnyException();
        assertThat(loudness(video)).isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "aac, a.mp4",
        "ac3, a.ts",
        "eac3, a.ts",
        "dca, a.ts",
        "mp2, a.mpg",
        "libmp3lame, a.avi",
        "libopus, a.webm",
        "vorbis, a.webm",
        "flac, a.mkv",
        "alac, a.mov",
        "wmav1, a.wmv",
        "wmav2, a.wmv",
        "libopencore_amrnb, a.3gp",
        "libvo_amrwbenc, a.3gp",
        "adpcm_ms, a.avi",
        "adpcm_ima_wav, a.avi",
        "pcm_u8, a.avi",
        "pcm_s8, a.mov",
        "pcm_s16le, a.mov",
        "pcm_s16be, a.mov",
        "pcm_s24le, a.mov",
        "pcm_s24be, a.mov",
        "pcm_s32le, a.mov",
        "pcm_s32be, a.mov",
        "pcm_f32le, a.mov",
        "pcm_f32be, a.mov",
        "pcm_alaw, a.avi",
        "pcm_mulaw, a.avi",
        "pcm_bluray, a.m2ts",
        "pcm_dvd, a.vob",
    })
    void open_anAudioCodecOfTheList_decodesIt(String encoder, String name) {
        assertThat(loudness(withSound(encoder, name))).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "magicyuv,nonsense"})
    void check_anOptionThatNamesNoCodec_saysSo(String option) {
        System.setProperty(AllowedCodecs.OPTION, option);
        assertThatThrownBy(AllowedCodecs::check)
                .isInstanceOf(UnknownCodecException.class)
                .hasMessage(
                        "csta.decoders contains nonsense, which is not a codec; use FFmpeg's codec names, for example"
                                + " csta.decoders=dnxhd,magicyuv");
    }

    private Path video(String codec, String name) {
        TestVideos video = TestVideos.ofFrames(5).fps("25").codec(codec);
        if (codec.equals("dnxhd")) {
            video.options("-s", "1280x720", "-pix_fmt", "yuv422p", "-profile:v", "dnxhr_sq");
        }
        return video.write(folder.resolve(name));
    }

    private Path withSound(String encoder, String name) {
        int rate = encoder.contains("amrnb") ? 8_000 : encoder.contains("amrwb") ? 16_000 : 48_000;
        int channels = encoder.contains("amr") ? 1 : 2;
        String codec =
                switch (name.substring(name.indexOf('.'))) {
                    case ".webm" -> "libvpx";
                    case ".mpg", ".vob" -> "mpeg2video";
                    case ".wmv" -> "wmv2";
                    default -> "libopenh264";
                };
        return TestVideos.ofFrames(25)
                .fps("25")
                .codec(codec)
                .options("-strict", "-2", "-ar", Integer.toString(rate))
                .sound(TestSound.rumble(48_000, 1))
                .soundAs(encoder, channels)
                .write(folder.resolve(name));
    }

    /** The largest sample of the first three seconds; the clock of an MPEG stream starts at one or two. */
    private static float loudness(Path video) {
        try (SoundReader sound = SoundReader.open(video, false).orElseThrow()) {
            float loudest = 0;
            for (float sample : sound.read(0, 3 * sound.format().rate())[0]) {
                loudest = Math.max(loudest, Math.abs(sample));
            }
            return loudest;
        }
    }
}
