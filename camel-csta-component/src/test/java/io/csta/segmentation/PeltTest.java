package io.csta.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PeltTest {

    private static final int FRAMES = 16_384;
    private static final int WIDTH = 64;
    private static final double PENALTY = 4;

    /** Plain PELT takes as many scatters per row as half the number of frames. */
    private static final long FEW = 20L * FRAMES;

    @Test
    void changePoints_longConstantVideo_takeFewScattersARow() {
        float[][] rows = new float[FRAMES][];
        Arrays.fill(rows, Sequences.unit(Sequences.gaussian(WIDTH, new Random(1))));
        assertThat(scatters(rows)).isLessThan(FEW);
    }

    @Test
    void changePoints_longStaticVideoWithNoise_takeFewScattersARow() {
        assertThat(scatters(Sequences.random(Sequences.Kind.STATIC, FRAMES, WIDTH, new Random(1))))
                .isLessThan(FEW);
    }

    @Test
    void changePoints_longVideoThatDrifts_takeFewScattersARow() {
        float[][] rows = Sequences.random(Sequences.Kind.STATIC_WITH_DRIFT, FRAMES, WIDTH, new Random(1));
        assertThat(scatters(rows)).isLessThan(FEW);
    }

    private static long scatters(float[][] rows) {
        PrefixSums sums = new PrefixSums(rows);
        new Pelt(sums, PENALTY).changePoints();
        return sums.scatters();
    }
}
