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
        assertThat(HardCuts.snapped(new int[] {18}, cutAt(20), 25)).containsExactly(20);
        assertThat(HardCuts.snapped(new int[] {24}, cutAt(20), 25)).containsExactly(20);
    }

    @Test
    void snapped_anAbruptChangeOutOfReach_leavesTheCut() {
        assertThat(HardCuts.snapped(new int[] {15}, cutAt(20), 25)).containsExactly(15);
        assertThat(HardCuts.snapped(new int[] {18}, cutAt(20), 2)).containsExactly(18);
    }

    @Test
    void snapped_aGradualChange_leavesTheCut() {
        int[] levels = new int[40];
        Arrays.setAll(levels, i -> 40 + 4 * i);
        assertThat(HardCuts.snapped(new int[] {18}, frames(levels), 25)).containsExactly(18);
    }

    @Test
    void snapped_twoCutsBesideOneChange_stayApart() {
        assertThat(HardCuts.snapped(new int[] {18, 20}, cutAt(20), 25)).containsExactly(18, 20);
        assertThat(HardCuts.snapped(new int[0], cutAt(20), 25)).isEmpty();
    }
}
