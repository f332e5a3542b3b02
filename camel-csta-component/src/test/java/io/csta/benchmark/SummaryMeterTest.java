package io.csta.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.csta.summary.Budget;
import io.csta.testing.Tool;
import io.csta.video.FrameRange;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The measures, on a film of known content, at 15 frames per second: 60 frames of motion that fades out from frame 45, 30 of black, 60
 * of motion that starts with a cut, the last of which is then repeated 45 times, the first 30 frames again, and 30 of
 * a title on black.
 */
class SummaryMeterTest {

    private static final int FADE = 45;
    private static final int BLACK = 60;
    private static final int MOTION = 90;
    private static final int FROZEN = 150;
    private static final int AGAIN = 195;
    private static final int TITLE = 225;
    private static final int END = 255;

    @TempDir
    private static Path folder;

    private static SummaryMeter meter;

    @BeforeAll
    static void decode() {
        Path file = folder.resolve("film.mp4");
        String source = "size=320x180:rate=15,trim=end_frame=%d,setsar=1,format=yuv420p";
        String graph = String.join(
                "",
                "testsrc2=" + source.formatted(60) + ",fade=out:45:15[a];",
                "color=black:" + source.formatted(30) + "[b];",
                "mandelbrot=" + source.formatted(60) + ",tpad=stop=45:stop_mode=clone[c];",
                "testsrc2=" + source.formatted(30) + "[d];",
                "color=black:" + source.formatted(30) + ",drawbox=x=100:y=80:w=60:h=20:color=white:t=fill[e];",
                "[a][b][c][d][e]concat=n=5[v]");
        Tool.ffmpeg(
                "-filter_complex",
                graph,
                "-map",
                "[v]",
                "-c:v",
                "libopenh264",
                "-b:v",
                "2M",
                "-r",
                "15",
                file.toString());
        DecodedFilm film = DecodedFilm.of(file);
        assertThat(film.frames()).hasSize(END);
        meter = new SummaryMeter(film);
    }

    @Test
    void measure_motion_isNeitherBlackNorFadedNorFrozenNorRepeated() {
        SummaryQuality quality = measure(new FrameRange(0, FADE - 1), new FrameRange(MOTION, FROZEN - 10));
        assertThat(quality.black()).isZero();
        assertThat(quality.faded()).isZero();
        assertThat(quality.frozen()).isZero();
        assertThat(quality.repeated()).isZero();
        assertThat(quality.parts()).isEqualTo(2);
        assertThat(quality.shortest()).isEqualTo(FADE / 15.0);
        assertThat(quality.used()).isEqualTo((FADE + FROZEN - MOTION - 9) / 51.0);
    }

    @Test
    void measure_black_isBlackButNotFrozen() {
        SummaryQuality quality = measure(new FrameRange(BLACK, MOTION - 1));
        assertThat(quality.black()).isEqualTo(1);
        assertThat(quality.frozen()).isZero();
    }

    @Test
    void measure_aFade_isFadedFromThreeQuartersOfItsBrightnessUntilItIsBlack() {
        SummaryQuality quality = measure(new FrameRange(FADE + 5, BLACK - 1));
        assertThat(quality.faded() + quality.black()).isEqualTo(1);
        assertThat(quality.faded()).isGreaterThan(0.5);
    }

    @Test
    void measure_aTitleOnBlack_isDarkButNotBlack() {
        SummaryQuality quality = measure(new FrameRange(TITLE, END - 1));
        assertThat(quality.dark()).isEqualTo(1);
        assertThat(quality.black()).isZero();
    }

    @Test
    void measure_aStillPicture_isFrozen() {
        assertThat(measure(new FrameRange(FROZEN, AGAIN - 1)).frozen()).isEqualTo(1);
    }

    @Test
    void measure_aStretchThatWasShownBefore_isRepeated() {
        SummaryQuality quality = measure(new FrameRange(0, 29), new FrameRange(AGAIN, TITLE - 1));
        assertThat(quality.repeated()).isEqualTo(0.5, within(0.02));
    }

    @Test
    void coverage_aSummaryOfEverything_isPerfect_andLessShowsLess() {
        double all = measure(new FrameRange(0, END - 1)).coverage();
        double half = measure(new FrameRange(0, MOTION - 1)).coverage();
        double black = measure(new FrameRange(BLACK, MOTION - 1)).coverage();
        assertThat(all).isLessThan(0.1);
        assertThat(half).isGreaterThan(all + 0.1);
        assertThat(black).isGreaterThan(half + 0.1);
    }

    @Test
    void uniformAndRandom_haveTheLengthThatWasAskedFor_andDoNotOverlap() {
        for (List<FrameRange> parts : List.of(meter.uniform(61), meter.random(61, 1), meter.random(61, 2))) {
            assertThat(parts).hasSize(2);
            assertThat(parts.stream().mapToInt(FrameRange::frames).sum()).isEqualTo(61);
            assertThat(parts.get(1).first()).isGreaterThan(parts.get(0).last());
            assertThat(parts.get(1).last()).isLessThan(END);
        }
    }

    private static SummaryQuality measure(FrameRange... parts) {
        return meter.measure(List.of(parts), new Budget.Ratio(0.2));
    }
}
