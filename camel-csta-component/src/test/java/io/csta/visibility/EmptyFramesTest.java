package io.csta.visibility;

import static io.csta.visibility.Clip.MOVING;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Black frames, frames of one colour, and dark frames that are neither. */
class EmptyFramesTest {

    private final Path folder;

    EmptyFramesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private FrameVisibility measure(String graph, String... options) {
        return Clip.measure(Clip.encode(folder.resolve("clip.mp4"), graph, options));
    }

    @ParameterizedTest
    @CsvSource({
        "black, BLACK",
        "0x0a0a0a, BLACK",
        "white, ONE_COLOUR",
        "gray, ONE_COLOUR",
        "blue, ONE_COLOUR",
        "0x0000b0, ONE_COLOUR",
        "green, ONE_COLOUR",
    })
    void frames_ofOneColour_haveNoValue(String colour, Obstacle expected) {
        FrameVisibility visibility = measure("color=" + colour + ":s=320x180:r=25:d=1");

        assertThat(visibility.frames()).isEqualTo(25);
        assertThat(Clip.values(visibility)).containsOnly(0f);
        assertThat(Clip.obstacles(visibility)).containsExactly(expected);
        assertThat(visibility.motion(20)).isLessThan(0.001f);
    }

    @ParameterizedTest
    @CsvSource({"black, BLACK", "gray, ONE_COLOUR"})
    void frames_ofOneColourWithNoise_haveNearlyNoValue(String colour, Obstacle expected) {
        FrameVisibility visibility = measure("color=" + colour + ":s=320x180:r=25:d=1,noise=alls=10:allf=t");

        assertThat(Clip.values(visibility)).allMatch(value -> value < 0.4f);
        assertThat(Clip.obstacles(visibility)).containsExactly(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"s=320x132:r=25:d=1,pad=320:180:0:24", "s=102x180:r=25:d=1,pad=320:180:109:0"})
    void frames_ofOneColourBetweenBlackBars_haveNoValue(String padded) {
        FrameVisibility visibility = measure("color=white:" + padded);

        assertThat(Clip.values(visibility)).containsOnly(0f);
        assertThat(Clip.obstacles(visibility)).containsExactly(Obstacle.ONE_COLOUR);
    }

    @Test
    void frames_ofBlackBarsOnly_areBlackUpToThePicture() {
        FrameVisibility visibility = measure(
                "color=black:s=320x134:r=25:d=1[a];testsrc2=s=320x134:r=25:d=2[b];" + "[a][b]concat,pad=320:180:0:23");

        assertThat(Clip.obstacles(visibility, 0, 25)).containsExactly(Obstacle.BLACK);
        assertThat(Clip.values(visibility, 0, 25)).containsOnly(0f);
        assertThat(Clip.obstacles(visibility, 25, 75)).containsExactly(Obstacle.NONE);
        assertThat(Clip.values(visibility, 25, 75)).containsOnly(1f);
    }

    @Test
    void dimPicture_betweenBlackBars_hasTheValueThatItHasWithoutBars() {
        String picture =
                "testsrc2=s=102x180:r=25:d=1,split[a][b];[b]lutyuv=y=16+(val-16)/4:u=128:v=128[c];[a][c]concat";
        FrameVisibility whole = measure(picture);
        FrameVisibility barred = measure(picture + ",pad=320:180:109:0");

        assertThat(whole.value(35)).isBetween(0.3f, 0.9f);
        assertThat(barred.value(35)).isBetween(whole.value(35) - 0.12f, whole.value(35) + 0.12f);
    }

    /** The mean is about 15. */
    @Test
    void nightScene_withLitWindows_isVisible() {
        FrameVisibility visibility = measure("color=black:s=320x180:r=25:d=1,geq=cb=128:cr=128:"
                + "lum='if(lt(mod(X+2*N,90),10)*lt(mod(Y,60),15),220,16+X/24)'");

        assertThat(Clip.obstacles(visibility)).containsExactly(Obstacle.NONE);
        assertThat(Clip.values(visibility)).allMatch(value -> value >= 0.5f);
    }

    /** Text is approximated by strokes. */
    @Test
    void whiteCredits_onBlack_areDimButNotBlack() {
        FrameVisibility visibility = measure("color=black:s=320x180:r=25:d=1,geq=cb=128:cr=128:"
                + "lum='if(between(X,90,230)*lt(mod(Y+N,36),12)*lt(mod(X,6),2),235,16)'");

        assertThat(Clip.obstacles(visibility)).containsExactly(Obstacle.NONE);
        assertThat(Clip.values(visibility)).allMatch(value -> value >= 0.2f && value < 0.5f);
    }

    @Test
    void dimFrames_withoutAnythingBright_haveAValueBelowOneHalf() {
        FrameVisibility visibility = measure("testsrc2=s=320x180:r=25:d=1,lutyuv=y=16+(val-16)/6:u=128:v=128");

        assertThat(Clip.values(visibility)).allMatch(value -> value < 0.5f);
    }

    @ParameterizedTest
    @CsvSource({
        "yuv420p10le, tv, ffv1, mkv",
        "yuv420p, pc, ffv1, mkv",
        "yuvj420p, pc, mjpeg, avi",
        "gray, pc, ffv1, mkv",
        "rgb24, pc, ffv1, mkv",
        "gbrp10le, pc, ffv1, mkv",
    })
    void frames_ofAnyFormat_areJudgedTheSame(String format, String range, String codec, String extension) {
        Path file = folder.resolve("clip." + extension);
        String graph = MOVING + "[b];color=black:s=320x180:r=25:d=1[a];color=white:s=320x180:r=25:d=1[c];"
                + "[a][b][c]concat=n=3,scale=out_range=" + range + ",format=" + format;
        Clip.encode(file, graph, "-c:v", codec, "-pix_fmt", format, "-color_range", range, "-q:v", "3");

        FrameVisibility visibility = Clip.measure(file);

        assertThat(Clip.obstacles(visibility, 0, 25)).containsExactly(Obstacle.BLACK);
        assertThat(Clip.obstacles(visibility, 25, 75)).containsExactly(Obstacle.NONE);
        assertThat(Clip.obstacles(visibility, 75, 100)).containsExactly(Obstacle.ONE_COLOUR);
        assertThat(visibility.motion(75)).isBetween(0.3f, 0.8f);
    }
}
