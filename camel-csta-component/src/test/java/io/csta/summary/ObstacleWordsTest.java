package io.csta.summary;

import static org.assertj.core.api.Assertions.assertThat;

import io.csta.segmentation.Shot;
import io.csta.testing.Tool;
import io.csta.video.VideoReader;
import io.csta.visibility.FrameVisibility;
import io.csta.visibility.VisibilityMeter;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The words for parts of a video of 25 frames per second that contains every obstacle. */
class ObstacleWordsTest {

    private static final Shot BLACK = new Shot(0, 24);
    private static final Shot WHITE = new Shot(25, 54);
    private static final Shot BARS = new Shot(55, 104);
    private static final Shot MOVING = new Shot(105, 254);
    private static final Shot FROZEN = new Shot(260, 300);
    private static final Shot FADE = new Shot(310, 345);

    @TempDir
    private static Path folder;

    private static FrameVisibility visibility;

    @BeforeAll
    static void measure() {
        Path video = folder.resolve("obstacles.mp4");
        String graph =
                "color=black:s=320x180:r=25,trim=end_frame=25[a];color=white:s=320x180:r=25,trim=end_frame=30[b];"
                        + "smptebars=s=320x180:r=25,trim=end_frame=50[c];"
                        + "testsrc2=s=320x180:r=25,trim=end_frame=150,tpad=stop_mode=clone:stop=50[d];"
                        + "testsrc2=s=320x180:r=25,trim=end_frame=50,fade=out:0:50[e];"
                        + "[a]setsar=1[a1];[b]setsar=1[b1];[c]setsar=1[c1];[d]setsar=1[d1];[e]setsar=1[e1];"
                        + "[a1][b1][c1][d1][e1]concat=n=5";
        Tool.ffmpeg(
                "-f",
                "lavfi",
                "-i",
                graph,
                "-c:v",
                "libopenh264",
                "-b:v",
                "1M",
                "-pix_fmt",
                "yuv420p",
                video.toString());
        VisibilityMeter meter = new VisibilityMeter(VideoReader.LUMA_WIDTH, VideoReader.LUMA_HEIGHT);
        try (VideoReader reader = VideoReader.open(video)) {
            while (reader.advance()) {
                meter.add(reader.luma(), reader.time());
            }
        }
        visibility = meter.finish();
    }

    @Test
    void words_ofEachObstacle_nameIt() {
        assertThat(visibility.frames()).isEqualTo(355);
        assertThat(words(BLACK)).isEqualTo("black");
        assertThat(words(WHITE)).isEqualTo("one colour");
        assertThat(words(BARS)).isEqualTo("a test card");
        assertThat(words(FROZEN)).isEqualTo("a frozen image");
        assertThat(words(FADE)).isEqualTo("part of a fade");
    }

    @Test
    void words_ofSeveralObstacles_nameTheMostFrequent() {
        assertThat(words(new Shot(BLACK.last() - 8, WHITE.first() + 9))).isEqualTo("one colour");
        assertThat(words(new Shot(BLACK.last() - 9, WHITE.first() + 8))).isEqualTo("black");
        assertThat(words(new Shot(0, MOVING.last()))).isEqualTo("a test card");
    }

    @Test
    void words_ofAFewObstaclesAmongVisibleFrames_nameThem() {
        Shot tenBars = new Shot(BARS.last() - 9, MOVING.last() - 20);
        assertThat(words(tenBars)).isEqualTo("a test card");
    }

    @Test
    void words_ofFramesWithoutAnObstacle_sayThatNothingCanBeSeen() {
        assertThat(words(new Shot(MOVING.first(), MOVING.last() - 5)))
                .isEqualTo("too dark or too flat to see anything");
        assertThat(ObstacleWords.of(FrameVisibility.allVisible(1), new Shot(0, 0)))
                .isEqualTo("too dark or too flat to see anything");
    }

    @Test
    void words_ofASingleFrame_nameItsObstacle() {
        assertThat(words(new Shot(0, 0))).isEqualTo("black");
        assertThat(words(new Shot(WHITE.first(), WHITE.first()))).isEqualTo("one colour");
    }

    private static String words(Shot range) {
        return ObstacleWords.of(visibility, range);
    }
}
