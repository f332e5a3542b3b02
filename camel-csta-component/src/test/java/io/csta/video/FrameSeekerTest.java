package io.csta.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csta.testing.TestVideos;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameSeekerTest {

    private static final List<FrameRange> RANGES =
            List.of(new FrameRange(3, 7), new FrameRange(250, 252), new FrameRange(255, 255), new FrameRange(490, 499));

    private final Path folder;

    FrameSeekerTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest
    @CsvSource({
        "libopenh264, a.mp4, -an, true",
        "libopenh264, a.mkv, -an, true",
        "libopenh264, a.ts, -an, true",
        "mpeg4, b.mp4, -bf 2, true",
        "mpeg2video, open-gop.ts, -bf 2, true",
        "libvpx, a.webm, -auto-alt-ref 1 -lag-in-frames 8 -g 30, true",
        "mpeg4, b.avi, -bf 2, false",
        "libopenh264, one-key-frame.mp4, -g 1000, true",
    })
    void seeker_overFarRanges_deliversExactlyTheseFrames(String codec, String name, String options, boolean jumps) {
        Path file = TestVideos.ofFrames(500)
                .size(100, 64)
                .codec(codec)
                .options(options.split(" ", -1))
                .write(folder.resolve(name));
        List<Integer> numbers = new ArrayList<>();
        List<Integer> indices = new ArrayList<>();
        boolean sought;

        try (FrameSeeker seeker = FrameSeeker.open(file, Sources.timeline(file), RANGES)) {
            while (seeker.advance()) {
                indices.add(seeker.index());
                numbers.add(TestVideos.readNumber(seeker.picture()));
            }
            assertThat(seeker.advance()).isFalse();
            sought = seeker.sought();
        }

        assertThat(numbers).isEqualTo(Sources.numbers(RANGES));
        assertThat(indices).isEqualTo(numbers);
        assertThat(sought).isEqualTo(jumps);
    }

    @Test
    void seeker_afterAJump_seesTheSamePicturesAsReadingThrough() {
        Path file = TestVideos.ofScenes(100, 100, 100)
                .size(100, 64)
                .codec("mpeg2video")
                .options("-bf", "2")
                .write(folder.resolve("a.ts"));
        FrameRange range = new FrameRange(150, 299);
        List<Picture> through = new ArrayList<>();
        try (VideoReader video = VideoReader.open(file)) {
            while (video.advance()) {
                through.add(video.picture());
            }
        }

        try (FrameSeeker seeker = FrameSeeker.open(file, Sources.timeline(file), List.of(range))) {
            while (seeker.advance()) {
                assertThat(seeker.picture().rgb())
                        .isEqualTo(through.get(seeker.index()).rgb());
            }
            assertThat(seeker.sought()).isTrue();
        }
    }

    @Test
    void seeker_whereTimesDoNotMatchAfterAJump_decodesFromTheStart() {
        Path file = TestVideos.ofFrames(300).write(folder.resolve("a.mp4"));
        Timeline real = Sources.timeline(file);
        Timeline.Builder wrong = new Timeline.Builder(real.stamp(), real.timeBase(), List.of());
        for (int i = 0; i < real.frames(); i++) {
            wrong.add(real.pts(i) + (i >= 200 && i < 250 ? 1 : 0), 1);
        }

        try (FrameSeeker seeker = FrameSeeker.open(file, wrong.build(true), List.of(new FrameRange(240, 240)))) {
            assertThatThrownBy(seeker::advance)
                    .isInstanceOf(UnreadableVideoException.class)
                    .hasMessageContaining("differs from when it was first read");
            assertThat(seeker.sought()).isFalse();
        }
    }

    @Test
    void seeker_whereFramesWereReportedAsDamagedOnlyBefore_deliversExactlyTheOthers() {
        Path file = TestVideos.ofFrames(60).write(folder.resolve("a.mp4"));
        Timeline whole = Sources.timeline(file);
        Timeline.Builder before = new Timeline.Builder(whole.stamp(), whole.timeBase(), List.of());
        List<Integer> intact = IntStream.range(0, 60)
                .filter(i -> i != 7 && (i < 20 || i > 24))
                .boxed()
                .toList();
        intact.forEach(i -> before.add(whole.pts(i), 1));

        assertThat(numbers(file, before.build(false))).isEqualTo(intact);
    }

    @Test
    void seeker_whereDamagedFramesWereNotReportedBefore_deliversThemToo() throws Exception {
        Path file = TestVideos.ofFrames(60).write(folder.resolve("a.mp4"));
        byte[] bytes = Files.readAllBytes(file);
        new Random(1).ints(20, bytes.length / 4, bytes.length / 2).forEach(at -> bytes[at] ^= 1);
        Files.write(file, bytes);
        Timeline before;
        int intact = 0;
        try (VideoReader video = VideoReader.openWithDamagedFrames(file, Decoder.AUTOMATIC)) {
            while (video.advance()) {
                intact = video.index() + 1 - video.damage().frames();
            }
            before = video.timeline();
        }

        assertThat(intact).isBetween(1, before.frames() - 1);
        assertThat(numbers(file, before)).hasSize(before.frames());
    }

    private static List<Integer> numbers(Path file, Timeline timeline) {
        List<Integer> numbers = new ArrayList<>();
        try (FrameSeeker seeker = FrameSeeker.open(file, timeline, List.of(new FrameRange(0, timeline.frames() - 1)))) {
            while (seeker.advance()) {
                numbers.add(TestVideos.readNumber(seeker.picture()));
            }
        }
        return numbers;
    }

    @Test
    void seeker_throughAnotherFileThanBefore_isRefused() throws Exception {
        Path file = TestVideos.ofFrames(60).write(folder.resolve("a.mp4"));
        Timeline timeline = Sources.timeline(file);
        Path shorter = TestVideos.ofFrames(20).write(folder.resolve("b.mp4"));
        Files.move(shorter, file, StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(() -> FrameSeeker.open(file, timeline, List.of(new FrameRange(40, 50))))
                .isInstanceOf(ChangingVideoException.class)
                .hasMessageContaining("changed while it was being read");
    }

    @Test
    void open_withRangesThatAreNotInOrder_isRefused() {
        Path file = TestVideos.ofFrames(10).write(folder.resolve("a.mp4"));
        Timeline timeline = Sources.timeline(file);

        assertThatThrownBy(() -> FrameSeeker.open(file, timeline, List.of(new FrameRange(4, 6), new FrameRange(6, 7))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FrameSeeker.open(file, timeline, List.of(new FrameRange(4, 10))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("10");
    }
}
