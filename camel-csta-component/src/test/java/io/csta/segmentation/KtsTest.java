package io.csta.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.csta.CancelledException;
import io.csta.testing.GoldenSequence;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class KtsTest {

    static Stream<GoldenSequence> goldens() {
        return GoldenSequence.all();
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void changePoints_golden_equalTheOfficialOnes(GoldenSequence golden) {
        assertThat(Kts.changePoints(golden.features()))
                .containsExactly(golden.changePoints().stream().mapToInt(i -> i).toArray());
    }

    @ParameterizedTest
    @EnumSource
    void changePoints_manySequences_equalTheOracle(Sequences.Kind kind) {
        Random random = new Random(kind.name().hashCode());
        for (int i = 0; i < 60; i++) {
            int n = 1 + random.nextInt(i < 50 ? 60 : 400);
            int width = 1 + random.nextInt(40);
            float[][] rows = Sequences.random(kind, n, width, random);
            compare(rows, n, kind + " " + i);
            compare(rows, n * (2L + random.nextInt(30)), kind + " " + i + " sampled");
        }
    }

    /** Long enough for two threads. */
    @ParameterizedTest
    @EnumSource(names = {"NOISY", "DRIFTING", "WEAK_CUTS"})
    void changePoints_manyRows_equalTheOracle_everyTime(Sequences.Kind kind) {
        Random random = new Random(kind.name().hashCode());
        float[][] rows = new float[1000][];
        for (int i = 0; i < rows.length; i += 100) {
            float[][] part = Sequences.random(kind, 100, 12, random);
            System.arraycopy(part, 0, rows, i, part.length);
        }
        compare(rows, rows.length, kind.name());
        int[] first = Kts.changePoints(rows);
        for (int i = 0; i < 5; i++) {
            assertThat(Kts.changePoints(rows)).isEqualTo(first);
        }
    }

    @Test
    void changePoints_interruptedWhileTwoThreadsWork_areCancelled_andLeaveNoThread() throws InterruptedException {
        float[][] rows = new float[60_000][];
        Random random = new Random(1);
        for (int i = 0; i < rows.length; i += 500) {
            float[][] part = Sequences.random(Sequences.Kind.DRIFTING, 500, 64, random);
            System.arraycopy(part, 0, rows, i, part.length);
        }
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread work = new Thread(() -> Kts.changePoints(rows), "segmentation");
        work.setUncaughtExceptionHandler((thread, e) -> thrown.set(e));
        work.start();
        await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(1)).until(KtsTest::hasOtherThread);

        work.interrupt();
        work.join();

        assertThat(thrown.get()).isInstanceOf(CancelledException.class);
        await().until(() -> !hasOtherThread());
    }

    private static boolean hasOtherThread() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("csta-kts"));
    }

    private static void compare(float[][] rows, long frames, String what) {
        QuadraticKts oracle = new QuadraticKts(rows, frames);
        int[] expected = oracle.changePoints();
        int[] actual = Kts.changePoints(rows, frames, 1);
        if (!Arrays.equals(expected, actual)) {
            double least = oracle.cost(expected);
            assertThat(Math.abs(oracle.cost(actual) - least))
                    .as("%s: cost of %s beside %s", what, Arrays.toString(actual), Arrays.toString(expected))
                    .isLessThanOrEqualTo(1e-10 * Math.max(least, 1e-3));
        }
    }

    /** The scatter of rows of half the length is a quarter. */
    @RepeatedTest(20)
    void changePoints_withAWeight_areThoseOfScaledRows(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        float[][] rows = Sequences.random(Sequences.Kind.NOISY, 120, 16, random);
        float[][] halves = new float[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            halves[i] = rows[i].clone();
            for (int k = 0; k < halves[i].length; k++) {
                halves[i][k] /= 2;
            }
        }
        assertThat(Kts.changePoints(rows, 1800, 4)).isEqualTo(Kts.changePoints(halves, 1800, 1));
    }

    @Test
    void changePoints_rowsFarFromUnitLength_equalTheOracle() {
        Random random = new Random(7);
        for (double scale : new double[] {1e-3, 0.3, 3, 1e3}) {
            float[][] rows = Sequences.random(Sequences.Kind.DRIFTING, 90, 12, random);
            for (float[] row : rows) {
                for (int k = 0; k < row.length; k++) {
                    row[k] = (float) (row[k] * scale);
                }
            }
            compare(rows, 90, "scale " + scale);
        }
    }

    @Test
    void changePoints_oneFrame_areNone() {
        assertThat(Kts.changePoints(new float[][] {{1, 0}})).isEmpty();
        assertThat(Kts.changePoints(new float[][] {{1, 0}}, 40, 1)).isEmpty();
    }

    @Test
    void changePoints_longConstantVideo_areNone() {
        float[] row = Sequences.unit(Sequences.gaussian(64, new Random(1)));
        float[][] rows = new float[20_000][];
        Arrays.fill(rows, row);
        assertThat(Kts.changePoints(rows)).isEmpty();
    }

    @Test
    void changePoints_longStaticVideoWithNoise_areNone() {
        assertThat(Kts.changePoints(Sequences.random(Sequences.Kind.STATIC, 20_000, 64, new Random(1))))
                .isEmpty();
    }

    @Test
    void changePoints_noFrames_areRefused() {
        assertThatThrownBy(() -> Kts.changePoints(new float[0][]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no features: expected at least one row");
    }

    @Test
    void changePoints_unevenRows_areRefused() {
        assertThatThrownBy(() -> Kts.changePoints(new float[][] {{1, 0}, {1}}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("row 1 has 1 values, row 0 has 2");
    }

    @Test
    void changePoints_notANumber_isRefused() {
        assertThatThrownBy(() -> Kts.changePoints(new float[][] {{1, 0}, {1, Float.NaN}}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("row 1");
    }

    @Test
    void changePoints_fewerFramesThanSamples_areRefused() {
        assertThatThrownBy(() -> Kts.changePoints(new float[][] {{1}, {1}}, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 samples for 1 frames");
    }

    @Test
    void changePoints_interruptedThread_areCancelled() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> Kts.changePoints(new float[][] {{1, 0}, {0, 1}, {1, 0}}))
                    .isInstanceOf(CancelledException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void shots_ofChangePoints_holdEveryFrameOnce() {
        assertThat(Kts.shots(new int[] {3, 4}, 10)).containsExactly(new Shot(0, 2), new Shot(3, 3), new Shot(4, 9));
        assertThat(Kts.shots(new int[0], 1)).containsExactly(new Shot(0, 0));
    }

    @Test
    void shots_changePointsOutOfOrder_areRefused() {
        for (int[] changePoints : List.of(new int[] {4, 4}, new int[] {0}, new int[] {10}, new int[] {5, 3})) {
            assertThatThrownBy(() -> Kts.shots(changePoints, 10)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
