package io.csta.visibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csta.video.VideoReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VisibilityMeterTest {

    private static final Path TRAILER = Path.of("..", "docs", "media", "sintel-trailer.mp4");

    @Test
    void realFootage_hasValuesThatFitWhatItShows() {
        List<Double> means = new ArrayList<>();
        VisibilityMeter meter = new VisibilityMeter(VideoReader.LUMA_WIDTH, VideoReader.LUMA_HEIGHT);
        try (VideoReader video = VideoReader.open(TRAILER)) {
            while (video.advance()) {
                byte[] luma = video.luma();
                meter.add(luma, video.time());
                means.add(mean(luma));
            }
        }
        FrameVisibility visibility = meter.finish();

        assertThat(visibility.frames()).isEqualTo(1253);
        assertThat(share(visibility, means, 0, 24, 0, 0.5)).isGreaterThanOrEqualTo(0.99);
        assertThat(share(visibility, means, 0, 5, 0, 0.45)).isEqualTo(1);
        assertThat(share(visibility, means, 60, 256, 0.5, 1)).isGreaterThanOrEqualTo(0.9);
        assertObstacles(visibility, 0, 20, Obstacle.BLACK);
        assertObstacles(visibility, 42, 94, Obstacle.FADE);
        assertObstacles(visibility, 160, 194, Obstacle.NONE);
        assertObstacles(visibility, 197, 216, Obstacle.FADE);
        assertObstacles(visibility, 396, 417, Obstacle.NONE);
        assertObstacles(visibility, 420, 430, Obstacle.BLACK);
        assertObstacles(visibility, 572, 668, Obstacle.NONE);
        assertObstacles(visibility, 800, 930, Obstacle.NONE);
        assertObstacles(visibility, 952, 1000, Obstacle.FADE);
        assertObstacles(visibility, 1015, 1090, Obstacle.NONE); // the title, white on black
        assertObstacles(visibility, 1164, 1216, Obstacle.FROZEN); // the credits
        assertObstacles(visibility, 1220, 1253, Obstacle.BLACK);
    }

    private static void assertObstacles(FrameVisibility visibility, int first, int end, Obstacle expected) {
        assertThat(Clip.obstacles(visibility, first, end))
                .as("frames %d to %d", first, end - 1)
                .containsExactly(expected);
    }

    /** Of the frames whose mean is between two limits, the share whose value is between two limits. */
    private static double share(
            FrameVisibility visibility, List<Double> means, double from, double to, double least, double most) {
        int all = 0;
        int fit = 0;
        for (int frame = 0; frame < means.size(); frame++) {
            if (means.get(frame) >= from && means.get(frame) < to) {
                all++;
                fit += visibility.value(frame) >= least && visibility.value(frame) <= most ? 1 : 0;
            }
        }
        assertThat(all).isPositive();
        return (double) fit / all;
    }

    private static double mean(byte[] luma) {
        double sum = 0;
        for (byte sample : luma) {
            sum += sample & 0xff;
        }
        return sum / luma.length;
    }

    @Test
    void video_ofOneFrame_isVisible(@TempDir Path folder) {
        Path file = Clip.encode(folder.resolve("clip.mp4"), "testsrc2=s=320x180:r=25:d=0.04");

        FrameVisibility visibility = Clip.measure(file);

        assertThat(visibility.frames()).isEqualTo(1);
        assertThat(visibility.value(0)).isEqualTo(1);
        assertThat(visibility.motion(0)).isZero();
        assertThat(visibility.obstacle(0)).isEqualTo(Obstacle.NONE);
    }

    @Test
    void video_withoutFrames_hasNoValues() {
        assertThat(new VisibilityMeter(64, 36).finish().frames()).isZero();
    }

    @Test
    void motion_isTheShareOfTheFullRange() {
        VisibilityMeter meter = new VisibilityMeter(64, 36);
        byte[] luma = new byte[64 * 36];
        meter.add(luma, 0);
        Arrays.fill(luma, (byte) 255);
        meter.add(luma, 0.04);
        Arrays.fill(luma, 0, luma.length / 2, (byte) 0);
        meter.add(luma, 0.08);

        FrameVisibility visibility = meter.finish();

        assertThat(visibility.motion(0)).isZero();
        assertThat(visibility.motion(1)).isEqualTo(1);
        assertThat(visibility.motion(2)).isEqualTo(0.5f);
    }

    @Test
    void wrongSamplesAndTimes_areRefused() {
        VisibilityMeter meter = new VisibilityMeter(64, 36);
        meter.add(new byte[64 * 36], 1);

        assertThatThrownBy(() -> meter.add(new byte[10], 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("10 samples: expected 2304");
        assertThatThrownBy(() -> meter.add(new byte[64 * 36], 0.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("frame 1 at 0.5 s: times must not descend");
        assertThatThrownBy(() -> new VisibilityMeter(8, 36)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void allVisible_hasNoObstacles() {
        FrameVisibility visibility = FrameVisibility.allVisible(3);

        assertThat(visibility.frames()).isEqualTo(3);
        assertThat(Clip.isVisible(visibility)).isTrue();
        assertThat(visibility.motion(2)).isZero();
    }
}
