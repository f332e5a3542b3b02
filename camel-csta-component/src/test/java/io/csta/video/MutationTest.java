package io.csta.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.csta.CstaException;
import io.csta.testing.Mutations;
import io.csta.testing.TestSound;
import io.csta.testing.TestVideos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Reading and rendering small videos in which some bytes were changed, truncated or repeated: it ends with a consistent file
 * or an error of one line, and leaves nothing else. A crash would end this process, and therefore the build.
 */
class MutationTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("formats")
    @Timeout(value = 10, unit = TimeUnit.MINUTES) // a hang, not slowness
    void render_someChangedBytes_endsInASummaryOrInOneLine(String codec, String name, String sound) throws IOException {
        assertMutantsEndWell(8, codec, name, sound);
    }

    @ParameterizedTest
    @MethodSource("formats")
    @Timeout(value = 10, unit = TimeUnit.MINUTES) // a hang, not slowness
    @Tag("slow")
    void render_manyChangedBytes_endsInASummaryOrInOneLine(String codec, String name, String sound) throws IOException {
        assertMutantsEndWell(200, codec, name, sound);
    }

    static List<Arguments> formats() {
        return List.of(
                Arguments.of("libopenh264", "a.mp4", "aac"),
                Arguments.of("libopenh264", "a.ts", "ac3"),
                Arguments.of("libopenh264", "a.mkv", "libopus"),
                Arguments.of("mpeg4", "a.avi", "libmp3lame"),
                Arguments.of("libvpx-vp9", "a.webm", "libopus"),
                Arguments.of("mpeg2video", "a.mpg", "mp2"),
                Arguments.of("libopenh264", "a.flv", "aac"),
                Arguments.of("wmv2", "a.wmv", "wmav2"),
                Arguments.of("prores_ks", "a.mov", "pcm_s16le"));
    }

    private void assertMutantsEndWell(int mutants, String codec, String name, String sound) throws IOException {
        byte[] whole = Files.readAllBytes(TestVideos.ofScenes(20, 25)
                .size(96, 64)
                .fps("10")
                .codec(codec)
                .sound(TestSound.rumble(48_000, 4.5))
                .soundAs(sound, 2)
                .write(folder.resolve(name)));
        Random random = new Random(name.hashCode());
        int summaries = 0;
        for (int i = 0; i < mutants; i++) {
            Path mutant = Files.write(folder.resolve(i + "-" + name), Mutations.of(whole, i, random));
            summaries += endsInASummary(mutant) ? 1 : 0;
            Files.delete(mutant);
        }
        assertThat(summaries).as("summaries of %d mutants", mutants).isBetween(mutants / 4, mutants);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(folder.resolve(name));
        }
    }

    private boolean endsInASummary(Path mutant) throws IOException {
        Path output = folder.resolve("out.mp4");
        try {
            Timeline timeline = read(mutant);
            List<FrameRange> ranges = new ArrayList<>();
            for (int first = 0; first < timeline.frames(); first += 10) {
                ranges.add(new FrameRange(first, Math.min(first + 3, timeline.frames() - 1)));
            }
            Rendering rendering = SummaryRenderer.render(mutant, timeline, ranges, output, true, done -> {});
            assertThat(TestVideos.readNumbers(output))
                    .hasSize(rendering.frames())
                    .isNotEmpty();
            Files.delete(output);
            return true;
        } catch (CstaException e) {
            assertThat(e)
                    .hasMessageNotContaining("\n")
                    .hasMessageNotContaining("changed while")
                    .hasMessageNotContaining("differs from when it was first read");
            assertThat(output).doesNotExist();
            return false;
        }
    }

    private static Timeline read(Path video) {
        try (VideoReader reader = VideoReader.open(video)) {
            while (reader.advance()) {
                Picture picture = reader.picture();
                assertThat(picture.rgb()).hasSize(3 * picture.width() * picture.height());
            }
            assertThat(reader.damage().frames()).isNotNegative();
            assertThat(reader.timeline().duration()).isPositive().isFinite();
            return reader.timeline();
        }
    }
}
