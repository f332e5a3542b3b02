package io.csta.summary;

import static org.assertj.core.api.Assertions.assertThat;

import io.csta.visibility.FrameVisibility;
import io.csta.visibility.VisibilityMeter;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HardCutsTest {

    private static final int WIDTH = 16;
    private static final int HEIGHT = 9;

    /** Frames whose brightness is given. */
    private static FrameVisibility frames(int... levels) {
        VisibilityMeter meter = new VisibilityMeter(WIDTH, HEIGHT);
        for (int i = 0; i < levels.length; i++) {
            byte[] luma = new byte[WIDTH * HEIGHT];
            Arrays.fill(luma, (byte) levels[i]);
            meter.add(luma, i / 25.0);
        }
        return meter.finish();
    }

    private static FrameVisibility cutAt(int cut) {
        int[] levels = new int[40];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = i < cut ? 60 + i % 2 : 160 + i % 2;
        }
        return frames(levels);
    }

    @Test
    void snapped_anAbruptChangeWithinReach_movesTheCutThere() {
        assertThat(new HardCuts(cutAt(20)).snapped(new int[] {18}, 25)).containsExactly(20);
        assertThat(new HardCuts(cutAt(20)).snapped(new int[] {24}, 25)).containsExactly(20);
    }

    @Test
    void snapped_anAbruptChangeOutOfReach_leavesTheCut() {
        assertThat(new HardCuts(cutAt(20)).snapped(new int[] {15}, 25)).containsExactly(15);
        assertThat(new HardCuts(cutAt(20)).snapped(new int[] {18}, 2)).containsExactly(18);
    }

    @Test
    void snapped_aGradualChange_leavesTheCut() {
        int[] levels = new int[40];
        Arrays.setAll(levels, i -> 40 + 4 * i);
        assertThat(new HardCuts(frames(levels)).snapped(new int[] {18}, 25)).containsExactly(18);
    }

    @Test
    void snapped_twoCutsBesideOneChange_stayApart() {
        assertThat(new HardCuts(cutAt(20)).snapped(new int[] {18, 20}, 25)).containsExactly(18, 20);
        assertThat(new HardCuts(cutAt(20)).snapped(new int[0], 25)).isEmpty();
    }

    @Test
    void between_oneAbruptChange_isItsFrame() {
        assertThat(new HardCuts(cutAt(20)).between(12, 24)).hasValue(20);
        assertThat(new HardCuts(cutAt(20)).between(19, 20)).hasValue(20);
    }

    @Test
    void between_noAbruptChange_isEmpty() {
        int[] levels = new int[40];
        Arrays.setAll(levels, i -> 40 + 4 * i);
        assertThat(new HardCuts(frames(levels)).between(12, 24)).isEmpty();
        assertThat(new HardCuts(cutAt(20)).between(20, 32)).isEmpty();
    }

    @Test
    void between_fromACalmShotToABusyOne_isTheFirstFrameOfTheBusyOne() {
        int[] levels = new int[40];
        Arrays.setAll(levels, i -> i < 18 ? 60 + i % 2 : i % 2 == 0 ? 200 : 120);
        assertThat(new HardCuts(frames(levels)).between(12, 24)).hasValue(18);
        Arrays.setAll(levels, i -> i > 21 ? 60 + i % 2 : i % 2 == 0 ? 120 : 200);
        assertThat(new HardCuts(frames(levels)).between(12, 24)).hasValue(22);
    }

    @Test
    void halfway_aFade_isItsMiddle() {
        int[] levels = new int[40];
        Arrays.setAll(levels, i -> i < 14 ? 60 : i > 20 ? 200 : 60 + 20 * (i - 13));
        assertThat(new HardCuts(frames(levels)).halfway(12, 24)).isEqualTo(17);
    }

    @Test
    void halfway_noChange_isTheMiddle() {
        int[] levels = new int[40];
        assertThat(new HardCuts(frames(levels)).halfway(12, 24)).isEqualTo(18);
    }

    @Test
    void mayBeBetween_motionAsLargeAsACut_isTrue() {
        int[] levels = new int[40];
        Arrays.setAll(levels, i -> i % 2 == 0 ? 120 : 90);
        assertThat(new HardCuts(frames(levels)).between(12, 24)).isEmpty();
        assertThat(new HardCuts(frames(levels)).mayBeBetween(12, 24)).isTrue();
        Arrays.setAll(levels, i -> 40 + 4 * i);
        assertThat(new HardCuts(frames(levels)).mayBeBetween(12, 24)).isFalse();
    }
}
