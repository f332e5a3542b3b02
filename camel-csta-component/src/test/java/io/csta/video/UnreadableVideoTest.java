package io.csta.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.csta.testing.TestSound;
import io.csta.testing.TestVideos;
import io.csta.testing.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnreadableVideoTest {

    private final Path folder;

    UnreadableVideoTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void open_ofNoFile_saysSo() {
        assertUnreadable(folder.resolve("none.mp4"), "no such file");
    }

    @Test
    void open_ofAFolder_saysSo() {
        assertUnreadable(folder, "is a folder");
    }

    @Test
    void open_ofAnEmptyFile_saysSo() throws IOException {
        assertUnreadable(Files.createFile(folder.resolve("empty.mp4")), "is empty");
    }

    @Test
    void open_ofATextFile_saysItIsNoVideo() throws IOException {
        assertUnreadable(Files.writeString(folder.resolve("text.mp4"), "not a video\n".repeat(200)), "is not a video");
    }

    @Test
    void open_ofSoundOnly_saysSo() {
        Path file = folder.resolve("sound.m4a");
        TestSound.tone(44100, 1, 440).writeWav(folder.resolve("sound.wav"), 1);
        Tool.ffmpeg("-i", folder.resolve("sound.wav").toString(), file.toString());

        assertUnreadable(folder.resolve("sound.wav"), "has sound but no video");
        assertUnreadable(file, "has sound but no video");
    }

    @Test
    void open_ofSoundWithACover_saysItHoldsNoPictures() {
        TestSound.tone(44100, 1, 440).writeWav(folder.resolve("sound.wav"), 1);
        Path cover = still("cover.png");
        Path file = folder.resolve("song.m4a");
        Tool.ffmpeg(
                "-i",
                folder.resolve("sound.wav").toString(),
                "-i",
                cover.toString(),
                "-map",
                "0",
                "-map",
                "1",
                "-c:v",
                "copy",
                "-disposition:v",
                "attached_pic",
                file.toString());

        assertUnreadable(file, "has sound but no video");
    }

    @Test
    void open_ofAStillPicture_saysSo() {
        assertUnreadable(still("still.png"), "is a still image");
        assertUnreadable(still("still.jpg"), "is a still image");
    }

    @Test
    void open_ofAPlaylist_doesNotFollowIt() throws IOException {
        Path video = TestVideos.ofFrames(2).write(folder.resolve("secret.ts"));
        String playlist = "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n" + video + "\n#EXT-X-ENDLIST\n";
        assertUnreadable(Files.writeString(folder.resolve("list.mp4"), playlist), "is not a video");
        assertUnreadable(Files.writeString(folder.resolve("list.m3u8"), playlist), "is not a video");
        String script = "ffconcat version 1.0\nfile " + video.getFileName() + "\n";
        assertUnreadable(Files.writeString(folder.resolve("script.mp4"), script), "is not a video");
    }

    @Test
    void open_ofAVideoWithoutItsIndex_saysItIsDamaged() throws IOException {
        byte[] whole = Files.readAllBytes(TestVideos.ofFrames(30).write(folder.resolve("whole.mp4")));
        Path file = Files.write(folder.resolve("half.mp4"), Arrays.copyOf(whole, whole.length / 2));

        assertUnreadable(file, "index, which is written last, is missing");
    }

    @Test
    void advance_overDamagedFrames_leavesThemOutAndCountsThem() throws IOException {
        byte[] bytes = Files.readAllBytes(
                TestVideos.ofScenes(30, 30, 30).fps("25").options("-g", "10").write(folder.resolve("whole.mkv")));
        for (int at = bytes.length / 4; at < bytes.length * 3 / 4; at += 1500) {
            bytes[at] ^= 0x55;
        }
        Path file = Files.write(folder.resolve("damaged.mkv"), bytes);

        try (VideoReader video = VideoReader.open(file)) {
            while (video.advance()) {
                double frame = video.time() * 25;
                assertThat(frame).isCloseTo(Math.rint(frame), within(0.03));
            }
            assertThat(video.damage().frames()).isPositive();
            assertThat(video.index() + 1 + video.damage().frames()).isEqualTo(90);
            assertThat(video.damage().cutOff()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.mp4", "a.mkv", "a.ts", "a.avi", "a.flv", "a.mpg", "a.mov", "a.wmv"})
    void advance_throughAFileThatIsCutOff_readsWhatIsThereAndSaysSo(String name) throws IOException {
        String codec = name.endsWith("mpg") ? "mpeg2video" : name.endsWith("wmv") ? "wmv2" : "libopenh264";
        Path whole = TestVideos.ofFrames(200)
                .fps("25")
                .codec(codec)
                .options(name.matches(".*mp4|.*mov") ? new String[] {"-movflags", "+faststart"} : new String[0])
                .sound(TestSound.rumble(48_000, 8))
                .soundAs(name.endsWith("wmv") ? "wmav2" : "libmp3lame", 1)
                .write(folder.resolve(name));
        byte[] bytes = Files.readAllBytes(whole);
        Path half = Files.write(folder.resolve("half-" + name), Arrays.copyOf(bytes, bytes.length / 2));

        try (VideoReader video = VideoReader.open(half)) {
            while (video.advance()) {
                assertThat(TestVideos.readNumber(video.picture())).isEqualTo(video.index());
            }
            assertThat(video.index()).isBetween(60, 140);
            // Streams do not declare their end, and FFmpeg does not report it for WMV.
            assertThat(video.damage().cutOff()).isEqualTo(!name.matches(".*ts|.*mpg|.*wmv"));
        }
        try (VideoReader video = VideoReader.open(whole)) {
            while (video.advance()) {
                // to the end
            }
            assertThat(video.damage()).isEqualTo(Damage.NONE);
        }
    }

    @Test
    void advance_throughAFileThatGrows_saysSo() throws IOException {
        byte[] whole = Files.readAllBytes(TestVideos.ofFrames(60).write(folder.resolve("whole.ts")));
        Path file = Files.write(folder.resolve("growing.ts"), Arrays.copyOf(whole, whole.length / 2));
        try (VideoReader video = VideoReader.open(file)) {
            video.advance();
            Files.write(file, whole);
            assertThatThrownBy(() -> {
                        while (video.advance()) {
                            // until the change is noticed
                        }
                    })
                    .isInstanceOf(UnreadableVideoException.class)
                    .hasMessageContaining("growing.ts changed while it was being read; wait until it is complete");
        }
    }

    @Test
    void advance_throughDamage_skipsAndCounts() throws IOException {
        byte[] bytes = Files.readAllBytes(TestVideos.ofFrames(60).write(folder.resolve("whole.ts")));
        Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 4000, (byte) 0xff);
        Path file = Files.write(folder.resolve("damaged.ts"), bytes);

        try (VideoReader video = VideoReader.open(file)) {
            double before = -1;
            while (video.advance()) {
                assertThat(video.time()).isGreaterThan(before);
                before = video.time();
            }
            assertThat(video.index()).isBetween(30, 59);
            assertThat(video.damage().gaps()).isTrue();
            assertThat(video.damage().cutOff()).isFalse();
            assertThat(video.timeline().seekable()).isFalse();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void open_andClose_manyTimes_leaksNoFileHandle() throws IOException {
        Path file =
                TestVideos.ofFrames(5).sound(TestSound.tone(44100, 0.2, 440)).write(folder.resolve("a.mp4"));
        Path text = Files.writeString(folder.resolve("text.mp4"), "not a video\n".repeat(200));
        readOnce(file, text);
        long before = handles();
        for (int i = 0; i < 50; i++) {
            readOnce(file, text);
        }
        assertThat(handles()).isLessThanOrEqualTo(before + 2);
    }

    @Test
    @Tag("soak")
    @EnabledOnOs(OS.LINUX)
    void open_andClose_aThousandTimes_keepsMemory() throws IOException {
        Path file =
                TestVideos.ofFrames(5).sound(TestSound.tone(44100, 0.2, 440)).write(folder.resolve("a.mp4"));
        Path text = Files.writeString(folder.resolve("text.mp4"), "not a video\n".repeat(200));
        for (int i = 0; i < 200; i++) {
            useOnce(file, text);
        }
        long before = nativeMemory();
        for (int i = 0; i < 1000; i++) {
            useOnce(file, text);
        }
        assertThat(nativeMemory() - before).isLessThan(50_000_000);
    }

    private void useOnce(Path file, Path text) {
        readOnce(file, text);
        SummaryRenderer.render(
                file,
                Sources.timeline(file),
                List.of(new FrameRange(1, 2), new FrameRange(4, 4)),
                folder.resolve("summary.mp4"),
                true,
                done -> {});
    }

    /** Resident memory without the heap, in bytes. */
    private static long nativeMemory() throws IOException {
        System.gc();
        String[] pages = Files.readString(Path.of("/proc/self/statm")).split(" ", -1);
        return Long.parseLong(pages[1]) * 4096 - Runtime.getRuntime().totalMemory();
    }

    private static void readOnce(Path file, Path text) {
        try (VideoReader video = VideoReader.open(file)) {
            video.advance();
            assertThat(TestVideos.readNumber(video.picture())).isZero();
        }
        SoundReader.open(file, true).orElseThrow().close();
        assertThatThrownBy(() -> VideoReader.open(text)).isInstanceOf(UnreadableVideoException.class);
    }

    private static long handles() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }

    private Path still(String name) {
        Path file = folder.resolve(name);
        Tool.ffmpeg("-f", "lavfi", "-i", "testsrc=d=1", "-frames:v", "1", "-update", "1", file.toString());
        return file;
    }

    private static void assertUnreadable(Path file, String words) {
        assertThatThrownBy(() -> VideoReader.open(file))
                .isInstanceOf(UnreadableVideoException.class)
                .hasMessageContaining(words)
                .hasMessageContaining(file.toString())
                .hasMessageNotContaining("\n");
    }
}
