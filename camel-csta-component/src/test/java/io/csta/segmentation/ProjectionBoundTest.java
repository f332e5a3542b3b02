package io.csta.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProjectionBoundTest {

    @ParameterizedTest
    @EnumSource
    void gains_anyRuns_areNoMoreThanWhatTheWholeScattersBeyondItsParts(Sequences.Kind kind) {
        Random random = new Random(kind.name().hashCode());
        for (int i = 0; i < 40; i++) {
            int n = 3 + random.nextInt(150);
            int width = i % 10 == 0 ? 1024 : 1 + random.nextInt(40);
            PrefixSums sums = new PrefixSums(Sequences.random(kind, n, width, random));
            int anchor = 1 + random.nextInt(n - 1);
            int[] starts = IntStream.rangeClosed(random.nextInt(anchor), anchor - random.nextInt(2))
                    .toArray();
            ProjectionBound frame = new ProjectionBound(sums, anchor, starts);
            for (int end = anchor + 1; end <= n; end++) {
                double[] gains = frame.gains(end, sums.at(end));
                for (int t = 0; t < starts.length; t++) {
                    assertThat(gains[t]).isLessThanOrEqualTo(gain(sums, starts[t], anchor, end) + tolerance(sums));
                }
            }
        }
    }

    /** The means are on the plane except for rounding, and the next rows are far away: long runs multiply the rounding. */
    @Test
    void gains_longRunsOnALine_areNoMoreThanThat() {
        int anchor = 15_000;
        int end = 2 * anchor;
        int width = 4;
        Random random = new Random(0);
        double[] from = Sequences.gaussian(width, random);
        double[] step = Sequences.gaussian(width, random);
        float[][] rows = new float[end][width];
        for (int i = 0; i < end; i++) {
            for (int k = 0; k < width; k++) {
                double before = from[k] + step[k] * Math.min(i, anchor) / anchor;
                rows[i][k] = (float) (i < anchor ? onGrid(before) : before + 2 + random.nextGaussian());
            }
        }
        PrefixSums sums = new PrefixSums(rows);
        int[] starts = IntStream.range(0, anchor).filter(t -> t % 50 == 0).toArray();
        double[] gains = new ProjectionBound(sums, anchor, starts).gains(end, sums.at(end));
        for (int t = 0; t < starts.length; t++) {
            assertThat(gains[t]).isLessThanOrEqualTo(gain(sums, starts[t], anchor, end) + tolerance(sums));
        }
    }

    private static double onGrid(double value) {
        return Math.round(value * (1 << 19)) / (double) (1 << 19);
    }

    private static double gain(PrefixSums sums, int from, int anchor, int end) {
        return scatter(sums, from, end) - scatter(sums, from, anchor) - scatter(sums, anchor, end);
    }

    private static double tolerance(PrefixSums sums) {
        return 1e-13 * sums.totalEnergy();
    }

    private static double scatter(PrefixSums sums, int from, int to) {
        return sums.scatter(from, sums.at(from), to, sums.at(to));
    }
}
