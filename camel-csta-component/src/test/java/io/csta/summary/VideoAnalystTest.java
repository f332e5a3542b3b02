package io.csta.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csta.CstaException;
import io.csta.model.ModelStore;
import io.csta.model.SummaryModel;
import io.csta.scoring.FrameScorer;
import io.csta.testing.TestVideos;
import io.csta.video.VideoInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VideoAnalystTest {

    @TempDir
    Path folder;

    @Test
    void analyze_aContainerThatPromisesMoreFramesThanItHas_samplesMoreDensely() throws IOException {
        byte[] whole = Files.readAllBytes(TestVideos.ofScenes(100, 100, 100)
                .fps("25")
                .options("-movflags", "+faststart")
                .write(folder.resolve("whole.mp4")));
        Path cut = Files.write(folder.resolve("cut.mp4"), Arrays.copyOf(whole, whole.length / 5));
        try (SummaryModel model = ModelStore.ofUser().load(ModelStore.DEFAULT, "cpu")) {
            VideoAnalysis analysis = new Summarizer(model).analyze(cut, SummaryOptions.DEFAULTS, ProgressListener.NONE);
            assertThat(analysis.info().estimatedFrames()).isEqualTo(300);
            assertThat(analysis.timeline().frames()).isBetween(30, 80);
            assertThat(analysis.samples()).hasSizeGreaterThanOrEqualTo(FrameScorer.FEWEST_SAMPLES);
            assertThat(analysis.damage().cutOff()).isTrue();
        }
    }

    @Test
    void requireMemory_moreVectorsThanTheHeapHolds_saysSoBeforeAnyWork() {
        long tooMany = Runtime.getRuntime().maxMemory() / 4096;
        assertThatThrownBy(() -> VideoAnalyst.requireMemory(video(tooMany), 1))
                .isInstanceOf(CstaException.class)
                .hasMessageContaining("long.mp4 has about")
                .hasMessageContaining("-Xmx")
                .hasMessageContaining("segmentation fast");
        assertThatCode(() -> VideoAnalyst.requireMemory(video(tooMany), 12)).doesNotThrowAnyException();
        assertThatCode(() -> VideoAnalyst.requireMemory(video(0), 1)).doesNotThrowAnyException();
    }

    private static VideoInfo video(long frames) {
        return new VideoInfo(Path.of("long.mp4"), 320, 180, 25, frames, frames / 25.0, 0, "h264", false);
    }
}
