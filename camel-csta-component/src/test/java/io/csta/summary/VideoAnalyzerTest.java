package io.csta.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csta.CstaException;
import io.csta.export.SummaryJson;
import io.csta.model.SummaryModel;
import io.csta.scoring.FrameScorer;
import io.csta.testing.TestModels;
import io.csta.testing.TestVideos;
import io.csta.video.VideoInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VideoAnalyzerTest {

    @TempDir
    Path folder;

    private final SummaryModel model = TestModels.starter();

    @Test
    void analyze_aContainerThatPromisesMoreFramesThanItHas_samplesMoreDensely() throws IOException {
        byte[] whole = Files.readAllBytes(TestVideos.ofScenes(100, 100, 100)
                .fps("25")
                .options("-movflags", "+faststart")
                .write(folder.resolve("whole.mp4")));
        Path cut = Files.write(folder.resolve("cut.mp4"), Arrays.copyOf(whole, whole.length / 5));
        VideoAnalysis analysis = new Summarizer(model).analyze(cut, SummaryOptions.DEFAULTS, ProgressListener.NONE);
        assertThat(analysis.info().estimatedFrames()).isEqualTo(300);
        assertThat(analysis.timeline().frames()).isBetween(30, 80);
        assertThat(analysis.samples()).hasSizeGreaterThanOrEqualTo(FrameScorer.FEWEST_SAMPLES);
        assertThat(analysis.damage().cutOff()).isTrue();
    }

    @Test
    void analyze_recordingsJoinedWithAShortLastOne_samplesNoMoreDenselyForThat() throws IOException {
        Path shortOne = TestVideos.ofFrames(20).fps("25").write(folder.resolve("short.ts"));
        Path joined = TestVideos.ofScenes(150, 150).fps("25").write(folder.resolve("joined.ts"));
        Files.write(joined, Files.readAllBytes(shortOne), StandardOpenOption.APPEND);
        VideoAnalysis analysis = new Summarizer(model).analyze(joined, SummaryOptions.DEFAULTS, ProgressListener.NONE);
        assertThat(analysis.timeline().frames()).isEqualTo(320);
        assertThat(analysis.samples()).hasSizeLessThan(50);
        assertThat(analysis.damage().cutOff()).isFalse();
    }

    @Test
    void summarize_damagedFrames_countsThemAndSaysSo() throws IOException {
        byte[] bytes = Files.readAllBytes(
                TestVideos.ofScenes(60, 60).fps("25").options("-g", "10").write(folder.resolve("damaged.mkv")));
        for (int at = bytes.length / 4; at < bytes.length * 3 / 4; at += 1500) {
            bytes[at] ^= 0x55;
        }
        Path video = Files.write(folder.resolve("damaged.mkv"), bytes);
        Summary summary = new Summarizer(model).summarize(video, SummaryOptions.DEFAULTS, ProgressListener.NONE);
        assertThat(summary.video().damaged()).isPositive();
        assertThat(summary.video().frames() + summary.video().damaged()).isEqualTo(120);
        assertThat(summary.warnings()).hasSize(1).first().asString().contains("damaged", "skipped");
        assertThat(SummaryJson.text(summary))
                .contains("\"damaged\" : " + summary.video().damaged(), "\"warnings\"");
    }

    @Test
    void requireMemory_moreVectorsThanTheHeapHolds_saysSoBeforeAnyWork() {
        long tooMany = Runtime.getRuntime().maxMemory() / 4096;
        assertThatThrownBy(() -> VideoAnalyzer.requireMemory(video(tooMany), 1, 1024))
                .isInstanceOf(CstaException.class)
                .hasMessageContaining("long.mp4 has about")
                .hasMessageContaining("-Xmx")
                .hasMessageContaining("segmentation fast");
        assertThatCode(() -> VideoAnalyzer.requireMemory(video(tooMany), 12, 1024))
                .doesNotThrowAnyException();
        assertThatCode(() -> VideoAnalyzer.requireMemory(video(0), 1, 1024)).doesNotThrowAnyException();
    }

    private static VideoInfo video(long frames) {
        return new VideoInfo(Path.of("long.mp4"), 320, 180, 25, frames, frames / 25.0, 0, "h264", false);
    }
}
