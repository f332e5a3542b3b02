package io.csta.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import org.junit.jupiter.api.Test;

class FrameTimesTest {

    private final FrameTimes times = new FrameTimes(40, 5);

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
        expect(AV_NOPTS_VALUE, AV_NOPTS_VALUE, 1, 0, true);
        expect(AV_NOPTS_VALUE, AV_NOPTS_VALUE, 4, 40, true);
        expect(AV_NOPTS_VALUE, AV_NOPTS_VALUE, 5, 80, true);
        expect(AV_NOPTS_VALUE, AV_NOPTS_VALUE, 0, 85, true);
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
