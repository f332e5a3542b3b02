package io.csta.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.csta.testing.Probe;
import io.csta.testing.TestVideos;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryRendererTest {

    private final Path folder;

    SummaryRendererTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void render_ofRanges_playsExactlyTheseFrames() {
        Path source = TestVideos.ofScenes(60, 60, 60).fps("30000/1001").write(folder.resolve("source.mp4"));
        List<FrameRange> ranges = List.of(new FrameRange(5, 20), new FrameRange(59, 61), new FrameRange(150, 179));
        List<Integer> progress = new ArrayList<>();

        Rendering rendering = SummaryRenderer.render(
                source, Sources.timeline(source), ranges, folder.resolve("summary.mp4"), true, progress::add);

        assertThat(rendering.frames()).isEqualTo(49);
        assertThat(rendering.audio()).isFalse();
        assertThat(TestVideos.readNumbers(rendering.file())).isEqualTo(Sources.numbers(ranges));
        assertThat(progress).hasSize(49).last().isEqualTo(49);
        assertThat(Probe.stream(rendering.file(), "v").path("r_frame_rate").asText())
                .isEqualTo("30000/1001");
        assertThat(Probe.stream(rendering.file(), "v").path("nb_frames").asInt())
                .isEqualTo(49);
        assertThat(Probe.has(rendering.file(), "a")).isFalse();
        assertThat(filesIn(folder)).containsExactlyInAnyOrder("source.mp4", "summary.mp4");
    }

    static List<String> filesIn(Path folder) {
        try (Stream<Path> files = java.nio.file.Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
