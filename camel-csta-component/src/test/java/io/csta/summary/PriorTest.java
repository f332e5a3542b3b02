package io.csta.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.csta.model.SelectionDefaults;
import io.csta.segmentation.Shot;
import io.csta.selection.SelectionMethod;
import io.csta.testing.TestVideos;
import io.csta.video.Damage;
import io.csta.video.Timeline;
import io.csta.video.VideoInfo;
import io.csta.video.VideoReader;
import io.csta.visibility.FrameVisibility;
import io.csta.visibility.VisibilityMeter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Videos with ten frames per second, of which every second one is a sample, unless a test says otherwise. */
class PriorTest {

    private static final double FPS = 10;
    private static final int BLACK = -1;
    private static final Offset<Float> ROUNDING = within(1e-3f);

    @TempDir
    private static Path folder;

    private static VideoInfo info;
    private static Timeline timeline;
    private static Damage damage;

    /** What an analysis says about its file does not matter here. */
    @BeforeAll
    static void readAnyFile() {
        Path file = TestVideos.ofFrames(4).write(folder.resolve("any.mp4"));
        try (VideoReader reader = VideoReader.open(file)) {
            info = reader.info();
            while (reader.advance()) {
                assertThat(reader.time()).isNotNegative();
            }
            timeline = reader.timeline();
            damage = reader.damage();
        }
    }

    @Test
    void values_withoutWeights_areTheScores_andNegativeOnesZero() {
        float[] sharpness = {0.1f, 0.2f, 0.3f};
        assertThat(values(0, 0, new float[] {0.2f, -0.5f, 0.7f}, video(sharpness, 0, 50, 0, 50, 0, 50)))
                .containsExactly(0.2f, 0, 0.7f);
    }

    @Test
    void values_ofConstantMotionAndSharpness_rankSamplesByScore() {
        float[] sharpness = {0.4f, 0.4f, 0.4f};
        VideoAnalysis video = video(sharpness, 0, 50, 0, 50, 0, 50);
        assertThat(values(0.3, 0.1, new float[] {0, 0.5f, 1}, video))
                .containsExactly(new float[] {0.4f / 1.4f, 0.9f / 1.4f, 1}, ROUNDING);
    }

    @Test
    void values_ofAStillAndFlatVideo_areTheScoresAlone() {
        assertThat(values(1, 1, new float[] {0.3f, 0.6f, 0.9f}, video(new float[3], 0, 0, 0, 0, 0, 0)))
                .containsExactly(new float[] {0.1f, 0.2f, 0.3f}, ROUNDING);
    }

    @Test
    void values_ofMotion_areRelativeToALargeOne() {
        VideoAnalysis video = video(new float[3], 0, 60, 0, 30, 60, 60);
        // The means are 60 (without the first frame of the shot), 45 and 15; with so few, 45 is large.
        assertThat(values(1, 0, new float[3], video)).containsExactly(new float[] {0.5f, 0.5f, 0.167f}, ROUNDING);
    }

    @Test
    void values_ofMotion_doNotContainCuts() {
        List<Shot> shots = List.of(new Shot(0, 3), new Shot(4, 7));
        float[] moving = values(1, 0, new float[4], video(shots, 2, new float[4], 0, 10, 0, 10, 130, 120, 130, 120));
        assertThat(moving).containsExactly(new float[] {0.5f, 0.5f, 0.5f, 0.5f}, ROUNDING);
    }

    /** A shot whose only frame until the next sample is its first has no motion to measure. */
    @Test
    void values_ofASampleThatIsACut_haveNoMotion() {
        List<Shot> shots = List.of(new Shot(0, 1), new Shot(2, 2), new Shot(3, 4));
        assertThat(values(1, 0, new float[5], video(shots, 1, new float[5], 0, 20, 100, 20, 40)))
                .containsExactly(new float[] {0, 0.5f, 0, 0, 0.5f}, ROUNDING);
    }

    @Test
    void values_ofASingleFlash_doNotSetTheScale() {
        int[] brightness = new int[40];
        Arrays.setAll(brightness, frame -> frame % 2 * 20);
        brightness[21] = 130;
        float[] values = values(1, 0, new float[20], video(new float[20], brightness));
        assertThat(values[3]).isCloseTo(0.5f, ROUNDING);
        assertThat(values[10]).isCloseTo(0.5f, ROUNDING);
    }

    @Test
    void values_ofSharpNoiseOnBlack_doNotSetTheScale() {
        float[] sharpness = {2, 0.1f, 0.2f};
        VideoAnalysis video = video(sharpness, BLACK, BLACK, 50, 0, 50, 0);
        assertThat(values(0, 1, new float[3], video)).containsExactly(new float[] {0.5f, 0.5f, 0.5f}, ROUNDING);
    }

    @Test
    void values_ofAVideoWithoutVisibleSamples_areTheScoresAlone() {
        float[] sharpness = {2, 2};
        assertThat(values(1, 1, new float[] {0.3f, 0.6f}, video(sharpness, BLACK, BLACK, BLACK, BLACK)))
                .containsExactly(new float[] {0.1f, 0.2f}, ROUNDING);
    }

    @Test
    void values_ofOneSample_areItsScoreAndSharpness() {
        assertThat(values(1, 1, new float[] {0.6f}, video(new float[] {0.7f}, 0)))
                .containsExactly(new float[] {1.6f / 3}, ROUNDING);
    }

    @Test
    void values_ofNoSamples_areEmpty() {
        VideoAnalysis none = new VideoAnalysis(
                info, timeline, damage, 1, new float[0][], List.of(), FrameVisibility.allVisible(0), new float[0]);
        assertThat(values(1, 1, new float[0], none)).isEmpty();
    }

    private static float[] values(double motion, double sharpness, float[] scores, VideoAnalysis video) {
        return new Prior(new SelectionDefaults(SelectionMethod.WATCHABLE, true, 0, motion, sharpness))
                .combinedWith(scores, video);
    }

    /** A video of one shot, whose every second frame is a sample. */
    private static VideoAnalysis video(float[] sharpness, int... brightness) {
        return video(List.of(new Shot(0, brightness.length - 1)), 2, sharpness, brightness);
    }

    /** A video of a picture that gets brighter and darker, or black: motion is the difference in brightness. */
    private static VideoAnalysis video(List<Shot> shots, int sampleEvery, float[] sharpness, int... brightness) {
        VisibilityMeter meter = new VisibilityMeter(VideoReader.LUMA_WIDTH, VideoReader.LUMA_HEIGHT);
        for (int frame = 0; frame < brightness.length; frame++) {
            meter.add(picture(brightness[frame]), frame / FPS);
        }
        return new VideoAnalysis(
                info, timeline, damage, sampleEvery, new float[sharpness.length][1], shots, meter.finish(), sharpness);
    }

    private static byte[] picture(int brightness) {
        byte[] luma = new byte[VideoReader.LUMA_WIDTH * VideoReader.LUMA_HEIGHT];
        for (int i = 0; i < luma.length && brightness != BLACK; i++) {
            luma[i] = (byte) (60 + i * 7 % 60 + brightness);
        }
        return luma;
    }
}
