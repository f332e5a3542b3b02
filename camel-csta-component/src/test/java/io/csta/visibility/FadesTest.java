package io.csta.visibility;

import static io.csta.visibility.Clip.MOVING;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FadesTest {

    private static final Offset<Float> ABOUT = Offset.offset(0.15f);

    private final Path folder;

    FadesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private FrameVisibility measure(String graph, String... options) {
        return Clip.measure(Clip.encode(folder.resolve("clip.mp4"), graph, options));
    }

    @ParameterizedTest
    @CsvSource({"black, BLACK", "white, ONE_COLOUR", "gray, ONE_COLOUR"})
    void fade_fromAndToOneColour_hasAValueAccordingToItsProgress(String colour, Obstacle end) {
        FrameVisibility visibility = measure(
                "testsrc2=s=320x180:r=25:d=6,fade=in:0:25:color=" + colour + ",fade=out:124:25:color=" + colour);

        assertThat(visibility.obstacle(0)).isEqualTo(end);
        assertThat(visibility.obstacle(12)).isEqualTo(Obstacle.FADE);
        assertThat(visibility.value(12)).isCloseTo(0.5f, ABOUT);
        assertThat(Clip.values(visibility, 0, 26)).isSortedAccordingTo(Comparator.naturalOrder());
        assertThat(Clip.obstacles(visibility, 27, 123)).containsExactly(Obstacle.NONE);
        assertThat(Clip.values(visibility, 27, 123)).allMatch(value -> value > 0.9f);
        assertThat(visibility.value(136)).isCloseTo(0.5f, ABOUT);
        assertThat(visibility.obstacle(136)).isEqualTo(Obstacle.FADE);
        assertThat(Clip.values(visibility, 125, 150)).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(visibility.value(149)).isLessThan(0.1f);
    }

    @Test
    void fade_ofAPictureBetweenBlackBars_isFound() {
        FrameVisibility visibility =
                measure("testsrc2=s=320x134:r=25:d=4,fade=in:0:25:color=white," + "fade=out:74:25,pad=320:180:0:23");

        assertThat(visibility.obstacle(0)).isEqualTo(Obstacle.ONE_COLOUR);
        assertThat(visibility.obstacle(12)).isEqualTo(Obstacle.FADE);
        assertThat(visibility.value(12)).isCloseTo(0.5f, ABOUT);
        assertThat(visibility.obstacle(50)).isEqualTo(Obstacle.NONE);
        assertThat(visibility.value(86)).isCloseTo(0.5f, ABOUT);
        assertThat(visibility.obstacle(99)).isEqualTo(Obstacle.BLACK);
    }

    @Test
    void fade_inAVideoThatShowsEveryFrameTwice_isFound() {
        FrameVisibility visibility = measure("testsrc2=s=320x180:r=12:d=4,fade=out:30:12,fps=24");

        assertThat(Clip.obstacles(visibility, 0, 58)).containsExactly(Obstacle.NONE);
        assertThat(visibility.obstacle(72)).isEqualTo(Obstacle.FADE);
        assertThat(visibility.value(72)).isCloseTo(0.5f, ABOUT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "60"})
    void fade_ofOneSecond_isFoundAtAnyFrameRate(String fps) {
        FrameVisibility visibility = measure("testsrc2=s=320x180:d=4:r=" + fps + ",fade=in:st=0:d=1");

        int half = Integer.parseInt(fps) / 2;
        assertThat(visibility.obstacle(half)).isEqualTo(Obstacle.FADE);
        assertThat(visibility.value(half)).isCloseTo(0.5f, ABOUT);
        assertThat(visibility.obstacle(4 * half)).isEqualTo(Obstacle.NONE);
    }

    @Test
    void fade_inAVideoOfVariableFrameRate_isFound() {
        FrameVisibility visibility = measure(
                "testsrc2=s=320x180:r=25:d=4,fade=in:0:25,settb=1/1000,setpts=N*40+13*mod(N\\,3)",
                "-fps_mode",
                "passthrough",
                "-enc_time_base",
                "1/1000");

        assertThat(visibility.frames()).isEqualTo(100);
        assertThat(visibility.obstacle(12)).isEqualTo(Obstacle.FADE);
        assertThat(Clip.obstacles(visibility, 27, 100)).containsExactly(Obstacle.NONE);
    }

    @Test
    void crossFade_isVisibleThroughout() {
        FrameVisibility visibility = measure("testsrc2=s=320x180:r=25:d=3[a];mandelbrot=s=320x180:r=25,trim=duration=3,"
                + "setpts=PTS-STARTPTS[b];[a][b]xfade=duration=1:offset=2");

        assertThat(visibility.frames()).isGreaterThan(100);
        assertThat(Clip.isVisible(visibility)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"black", "white"})
    void cut_fromOneColour_isNoFade(String colour) {
        FrameVisibility visibility =
                measure("color=" + colour + ":s=320x180:r=25:d=1[a];" + MOVING + "[b];[a][b]concat");

        assertThat(Clip.values(visibility, 0, 25)).containsOnly(0f);
        assertThat(Clip.obstacles(visibility, 25, 75)).containsExactly(Obstacle.NONE);
        assertThat(Clip.values(visibility, 25, 75)).allMatch(value -> value == 1);
    }

    /** The scene gets three times as bright within two seconds, but starts with a jump. */
    @Test
    void sceneAfterACut_thatGetsBrighter_isNoFade() {
        FrameVisibility visibility = measure("color=black:s=320x180:r=25:d=1[a];testsrc2=s=320x180:r=25:d=4,"
                + "geq=lum='16+(lum(X,Y)-16)*(0.4+0.6*min(1,N/50))':cb=128:cr=128[b];[a][b]concat");

        assertThat(Clip.obstacles(visibility, 25, 125)).isEqualTo(List.of(Obstacle.NONE));
    }

    /** Otherwise the frames before the cut would seem to show only a part of their picture. */
    @Test
    void fade_thatIsCutToABrighterScene_endsAtTheCut() {
        VisibilityMeter meter = new VisibilityMeter(64, 36);
        for (int frame = 0; frame < 60; frame++) {
            meter.add(Clip.texture(frame < 30 ? 0.5 * frame / 30 : 1), frame / 25.0);
        }

        FrameVisibility visibility = meter.finish();

        assertThat(visibility.obstacle(15)).isEqualTo(Obstacle.FADE);
        assertThat(visibility.value(15)).isCloseTo(0.5f, ABOUT);
        assertThat(visibility.value(29)).isGreaterThan(0.9f);
        assertThat(visibility.value(30)).isEqualTo(1);
    }
}
