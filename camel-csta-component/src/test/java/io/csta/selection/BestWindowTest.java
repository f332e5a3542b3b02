package io.csta.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csta.segmentation.Shot;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class BestWindowTest {

    private static final double TOLERANCE = 1e-6;

    private static float[] scores(SplittableRandom random) {
        float[] scores = new float[1 + random.nextInt(60)];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = random.nextInt(9) / 8f; // exact, so that sums are, too
        }
        return scores;
    }

    private static double[] times(int frames, SplittableRandom random) {
        double[] times = new double[frames + 1];
        for (int i = 0; i < frames; i++) {
            times[i + 1] = times[i] + 0.01 + random.nextDouble();
        }
        return times;
    }

    private static double sum(float[] scores, double[] times, int first, int last) {
        double sum = 0;
        for (int i = first; i <= last; i++) {
            sum += scores[i] * (times[i + 1] - times[i]);
        }
        return sum;
    }

    @RepeatedTest(100)
    void ofFrames_anyScores_noOtherWindowIsBetter_andNoneBeforeItIsAsGood(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        float[] scores = scores(random);
        int length = 1 + random.nextInt(scores.length + 2);
        double[] times = new double[scores.length + 1];
        for (int i = 0; i < times.length; i++) {
            times[i] = i;
        }
        Shot best = BestWindow.ofFrames(scores, length);

        assertThat(best.length()).isEqualTo(Math.min(length, scores.length));
        double sum = sum(scores, times, best.first(), best.last());
        for (int first = 0; first + best.length() <= scores.length; first++) {
            double other = sum(scores, times, first, first + best.length() - 1);
            assertThat(other).isLessThan(first < best.first() ? sum - TOLERANCE : sum + TOLERANCE);
        }
    }

    @RepeatedTest(100)
    void ofTime_anyScoresAndTimes_noWindowThatFitsIsBetter(RepetitionInfo run) {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        float[] scores = scores(random);
        double[] times = times(scores.length, random);
        double longest = 3 + 8 * random.nextDouble();
        Shot best = BestWindow.ofTime(scores, times, 1, longest);

        double duration = times[best.last() + 1] - times[best.first()];
        assertThat(duration).isBetween(Math.min(1, times[scores.length]) - TOLERANCE, longest + TOLERANCE);
        double sum = sum(scores, times, best.first(), best.last());
        for (int first = 0; first < scores.length; first++) {
            for (int last = first; last < scores.length && times[last + 1] - times[first] <= longest; last++) {
                if (times[last + 1] - times[first] >= 1) {
                    assertThat(sum(scores, times, first, last)).isLessThan(sum + 2 * TOLERANCE);
                }
            }
        }
    }

    @Test
    void ofTime_framesLongerThanTheWindow_isOneFrameMoreThanFits() {
        double[] times = {0, 5, 10, 15};
        assertThat(BestWindow.ofTime(new float[] {0.1f, 0.9f, 0.2f}, times, 1, 2))
                .isEqualTo(new Shot(1, 1));
    }

    @Test
    void ofTime_otherNumberOfTimes_isRefused() {
        assertThatThrownBy(() -> BestWindow.ofTime(new float[3], new double[3], 1, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 scores and 3 times");
    }
}
