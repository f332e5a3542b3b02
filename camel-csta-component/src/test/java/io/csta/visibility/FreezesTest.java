package io.csta.visibility;

import static io.csta.visibility.Clip.MOVING;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FreezesTest {

    /** Moves for four seconds, stands still for two, and moves for two again. */
    private static final String FREEZE = "mandelbrot=s=320x180:r=25,trim=duration=4,setpts=PTS-STARTPTS,"
            + "tpad=stop_mode=clone:stop_duration=2[a];" + MOVING + "[b];[a][b]concat";

    private final Path folder;

    FreezesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private FrameVisibility measure(String graph, String... options) {
        return Clip.measure(Clip.encode(folder.resolve("clip.mp4"), graph, options));
    }

    @ParameterizedTest
    @CsvSource({"libopenh264, 1M, mp4", "mpeg4, 500k, mp4", "mpeg2video, 1M, mpg", "libvpx, 1M, webm"})
    void stillStretch_ofAMovingVideo_isFrozen(String codec, String rate, String extension) {
        Path file = folder.resolve("clip." + extension);

        FrameVisibility visibility = Clip.measure(Clip.encode(file, FREEZE, "-c:v", codec, "-b:v", rate));

        assertThat(visibility.frames()).isEqualTo(200);
        assertThat(Clip.obstacles(visibility, 0, 98)).containsExactly(Obstacle.NONE);
        assertThat(Clip.obstacles(visibility, 120, 150)).containsExactly(Obstacle.FROZEN);
        assertThat(Clip.values(visibility, 120, 150)).allMatch(value -> value == 0.3f);
        assertThat(Clip.obstacles(visibility, 150, 200)).containsExactly(Obstacle.NONE);
        assertThat(visibility.motion(140)).isLessThan(0.003f);
        assertThat(visibility.motion(150)).isGreaterThan(0.1f);
    }

    @Test
    void stillStretch_thatIsOneLongFrame_isFrozen() {
        FrameVisibility visibility = measure(
                "testsrc2=s=320x180:r=25:d=8,settb=1/1000,setpts=40*N+3000*gt(N\\,30)",
                "-fps_mode",
                "passthrough",
                "-enc_time_base",
                "1/1000");

        assertThat(visibility.obstacle(30)).isEqualTo(Obstacle.FROZEN);
        assertThat(visibility.obstacle(29)).isEqualTo(Obstacle.NONE);
        assertThat(visibility.obstacle(31)).isEqualTo(Obstacle.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"r=1:d=8", "r=1/3:d=12"})
    void slides_areVisible(String rate) {
        FrameVisibility visibility = measure("testsrc2=s=320x180:" + rate + ",fps=25");

        assertThat(Clip.isVisible(visibility)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"12, 24", "5, 30", "24, 60"})
    void framesThatAreRepeated_areNotFrozen(String original, String fps) {
        FrameVisibility visibility = measure("testsrc2=s=320x180:d=5:r=" + original + ",fps=" + fps);

        assertThat(Clip.isVisible(visibility)).isTrue();
    }

    @Test
    void slowZoom_intoAStill_isNotFrozen() {
        FrameVisibility visibility = measure("testsrc2=s=1280x720:r=25:d=0.04,loop=99:1:0,"
                + "zoompan=z='1+0.0004*on':d=1:s=320x180:fps=25[a];testsrc2=s=320x180:r=25:d=6[b];[a][b]concat");

        assertThat(visibility.frames()).isEqualTo(250);
        assertThat(Clip.isVisible(visibility)).isTrue();
    }

    @Test
    void shortStop_isNotFrozen() {
        FrameVisibility visibility = measure("mandelbrot=s=320x180:r=25,trim=duration=3,setpts=PTS-STARTPTS,"
                + "tpad=stop_mode=clone:stop_duration=0.7[a];" + MOVING + "[b];[a][b]concat");

        assertThat(Clip.isVisible(visibility)).isTrue();
    }

    /** No step is larger than the noise of compression, but their sum is. */
    @Test
    void pictureThatChangesSlowly_isNotFrozen() {
        VisibilityMeter meter = new VisibilityMeter(64, 36);
        byte[] luma = Clip.texture(1);
        for (int frame = 0; frame < 250; frame++) {
            for (int i = frame % 8; frame < 100 && i < luma.length; i += 8) {
                luma[i]++;
            }
            meter.add(frame < 100 ? luma : Clip.texture(frame % 2 == 0 ? 0.8 : 1), frame / 25.0);
        }

        FrameVisibility visibility = meter.finish();

        assertThat(visibility.motion(50) * 255).isLessThan(0.15f);
        assertThat(Clip.isVisible(visibility)).isTrue();
    }
}
