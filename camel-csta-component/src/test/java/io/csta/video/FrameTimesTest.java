package io.csta.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import org.junit.jupiter.api.Test;

class FrameTimesTest {

    private final FrameTimes times = new FrameTimes(0.001, 0.04, new TimestampJumps(0.001, 60));

    @Test
    void next_withGoodTimes_keepsThem() {
        expect(100, 90, 20, 100, false);
        expect(121, 110, 20, 121, false);
        assertThat(times.duration()).isEqualTo(20);
    }

    @Test
    void next_withoutTimes_countsOnByDurations() {
        expect(AV_NOPTS_VALUE, AV_NOPTS_VALUE, 0, 0, true);
        expect(AV_NOPTS_VALUE, AV_NOPTS_VALUE, 30, 40, true);
        expect(AV_NOPTS_VALUE, AV_NOPTS_VALUE, 0, 70, true);
    }

    @Test
    void next_withADurationBeyondBelief_countsOnByTheUsualOne() {
        FrameTimes fine = new FrameTimes(1e-6, 0.04, new TimestampJumps(1e-6, 60));
        fine.next(AV_NOPTS_VALUE, AV_NOPTS_VALUE, 1);
        fine.next(AV_NOPTS_VALUE, AV_NOPTS_VALUE, 999);
        assertThat(fine.pts()).isEqualTo(40_000);
        fine.next(AV_NOPTS_VALUE, AV_NOPTS_VALUE, 1000);
        fine.next(AV_NOPTS_VALUE, AV_NOPTS_VALUE, 0);
        assertThat(fine.pts()).isEqualTo(81_000);
    }

    @Test
    void next_withDecodingTimesOnly_takesThem() {
        expect(AV_NOPTS_VALUE, 80, 0, 80, true);
        expect(AV_NOPTS_VALUE, 120, 0, 120, true);
    }

    @Test
    void next_withTimesThatRepeatOrGoBack_stillGrows() {
        expect(80, 80, 40, 80, false);
        expect(80, 80, 40, 120, true);
        expect(20, 20, 40, 160, true);
        expect(200, 200, 40, 200, false);
    }

    @Test
    void next_afterAClockThatStartsAnew_goesOnEvenly() {
        expect(5_000, 5_000, 40, 5_000, false);
        expect(5_040, 5_040, 40, 5_040, false);
        assertThat(times.steady()).isTrue();
        expect(100, 100, 40, 5_080, false);
        expect(150, 150, 40, 5_130, false);
        assertThat(times.steady()).isFalse();
    }

    @Test
    void next_withATimeBeyondTheFile_isNotBelieved() {
        expect(0, 0, 40, 0, false);
        expect(67_000_000, 67_000_000, 40, 40, false);
        expect(80, 80, 40, 80, false);
        expect(50_000, 50_000, 40, 50_000, false);
    }

    @Test
    void next_afterARestart_mayGoBack() {
        expect(80, 80, 40, 80, false);
        times.restart();
        expect(40, 40, 40, 40, false);
    }

    private void expect(long bestEffort, long dts, long duration, long pts, boolean repaired) {
        times.next(bestEffort, dts, duration);
        assertThat(times.pts()).isEqualTo(pts);
        assertThat(times.repaired()).isEqualTo(repaired);
    }
}
