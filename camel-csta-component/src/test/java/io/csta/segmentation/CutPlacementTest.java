package io.csta.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CutPlacementTest {

    @Test
    void framesOnTheLeft_clearCut_areThoseBeforeIt() {
        float[][] between = {{1, 0}, {0.9f, 0.1f}, {0, 1}, {0.1f, 1}};
        assertThat(CutPlacement.framesOnTheLeft(new double[] {1, 0}, new double[] {0, 1}, between))
                .isEqualTo(2);
    }

    @Test
    void framesOnTheLeft_noFrames_areNone() {
        assertThat(CutPlacement.framesOnTheLeft(new double[] {1}, new double[] {0}, new float[0][]))
                .isZero();
    }

    @Test
    void framesOnTheLeft_allOnOneSide_areAllOrNone() {
        float[][] ones = {{1, 0}, {1, 0}, {1, 0}};
        double[] same = {1, 0};
        double[] other = {0, 1};
        assertThat(CutPlacement.framesOnTheLeft(same, other, ones)).isEqualTo(3);
        assertThat(CutPlacement.framesOnTheLeft(other, same, ones)).isZero();
    }

    @Test
    void framesOnTheLeft_equalPlaces_areTheFewest() {
        float[][] middle = {{0.5f, 0.5f}, {0.5f, 0.5f}};
        assertThat(CutPlacement.framesOnTheLeft(new double[] {1, 0}, new double[] {0, 1}, middle))
                .isZero();
    }

    @Test
    void framesOnTheLeft_randomFrames_haveTheLeastScatter() {
        Random random = new Random(3);
        for (int i = 0; i < 200; i++) {
            float[][] rows = Sequences.random(Sequences.Kind.PURE_NOISE, 2 + random.nextInt(20), 5, random);
            double[] left = Sequences.gaussian(5, random);
            double[] right = Sequences.gaussian(5, random);
            double[] scatter = new double[rows.length + 1];
            Arrays.setAll(scatter, t -> scatter(rows, 0, t, left) + scatter(rows, t, rows.length, right));
            assertThat(scatter[CutPlacement.framesOnTheLeft(left, right, rows)])
                    .isLessThanOrEqualTo(Arrays.stream(scatter).min().orElseThrow() + 1e-12);
        }
    }

    @Test
    void framesOnTheLeft_otherWidth_isRefused() {
        assertThatThrownBy(() -> CutPlacement.framesOnTheLeft(new double[2], new double[2], new float[][] {{1}}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has 1 values, the mean of a shot 2");
    }

    @Test
    void mean_ofARun_leavesOutTheOthers() {
        float[][] samples = {{9, 9}, {1, 0}, {3, 2}, {9, 9}};
        assertThat(CutPlacement.mean(samples, 1, 2)).containsExactly(2, 1);
    }

    private static double scatter(float[][] rows, int from, int to, double[] mean) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            for (int k = 0; k < mean.length; k++) {
                sum += (rows[i][k] - mean[k]) * (rows[i][k] - mean[k]);
            }
        }
        return sum;
    }

    @Test
    void isShot_framesBetween_areOneIfTheyDifferFromBothSidesByMoreThanACutCosts() {
        double[] left = {1, 0, 0};
        double[] right = {0, 1, 0};
        float[][] other = {{0, 0, 1}, {0, 0, 1}, {0, 0, 1}};
        float[][] fading = {{0.8f, 0.2f, 0}, {0.5f, 0.5f, 0}, {0.2f, 0.8f, 0}};
        double price = Kts.price(4, 500, 1);

        assertThat(price).isBetween(2.3, 2.6);
        assertThat(CutPlacement.isShot(left, right, other, price)).isTrue();
        assertThat(CutPlacement.isShot(left, right, other, 6.1)).isFalse();
        assertThat(CutPlacement.isShot(left, right, fading, price)).isFalse();
    }
}
