package io.csta.summary;

import static org.assertj.core.api.Assertions.assertThat;

import io.csta.segmentation.Shot;
import io.csta.selection.Selection;
import io.csta.selection.ShotSelector;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Videos with ten frames per second; the reasons are for what {@link ShotSelector} selects. */
class PublishedReasonsTest {

    private static final double FPS = 10;

    @Test
    void reasons_ofTheKnapsack_nameScoresAndWhatIsInTheWay() {
        assertThat(reasons(30, shot(10, 0.5f), shot(40, 0.9f), shot(20, 0.714f), shot(15, 0.4f), shot(5, 0)))
                .containsExactly(
                        "selected: score 0.50, rank 3 of 5",
                        "not selected: longer than the budget",
                        "selected: score 0.71, rank 2 of 5",
                        "not selected: other shots that fit the budget together have a higher total score",
                        "not selected: its score is 0");
    }

    @Test
    void reasons_ofEqualScores_shareARank_andLowScoresAreNotShownAsZero() {
        assertThat(reasons(30, shot(10, 0.001f), shot(10, 0.5f), shot(10, 0.5f), shot(31, 0.25f)))
                .startsWith(
                        "selected: score below 0.01, rank 4 of 4",
                        "selected: score 0.50, rank 1 of 4",
                        "selected: score 0.50, rank 1 of 4");
    }

    @Test
    void reasons_ofAVideoThatFits_areThat() {
        assertThat(reasons(60, shot(10, 0.5f), shot(50, 0)))
                .containsExactly(
                        "selected: the whole video fits the budget", "selected: the whole video fits the budget");
    }

    @Test
    void reasons_ofAWindow_becauseNoShotFits() {
        assertThat(reasons(20, shot(40, 0.1f), shot(30, 0.9f), shot(50, 0.2f)))
                .containsExactly(
                        "not selected: longer than the budget",
                        "partly selected: in the best 2.0 s of the video, because no shot fits the budget",
                        "not selected: longer than the budget");
    }

    @Test
    void reasons_ofAWindow_becauseShotsThatFitHaveNoScore() {
        assertThat(reasons(20, shot(40, 0.5f), shot(20, 0)))
                .containsExactly(
                        "partly selected: in the best 2.0 s of the video, because no shot that fits the budget has a"
                                + " score above 0",
                        "not selected: its score is 0");
    }

    @Test
    void reasons_ofAWindow_becauseShotsThatFitAreTooShort() {
        List<Shot> shots = List.of(new Shot(0, 4), new Shot(5, 6), new Shot(7, 40));
        Selection window = new Selection(List.of(), List.of(new Shot(5, 14)));
        PublishedReasons reasons = new PublishedReasons(
                shots, new float[] {0.1f, 0.9f, 0.8f}, new int[] {5, 2, 34}, 10, window, window.frames() / FPS);

        assertThat(IntStream.range(0, 3).mapToObj(reasons::of))
                .containsExactly(
                        "not selected: not in the best 1.0 s of the video",
                        "selected: in the best 1.0 s of the video, because the shots that fit the budget are too short",
                        "partly selected: in the best 1.0 s of the video, because the shots that fit the budget are too"
                                + " short");
    }

    private record Scored(int length, float score) {}

    private static Scored shot(int frames, float score) {
        return new Scored(frames, score);
    }

    private static List<String> reasons(int budget, Scored... given) {
        int frames = Arrays.stream(given).mapToInt(Scored::length).sum();
        float[] frameScores = new float[frames];
        Shot[] shots = new Shot[given.length];
        int first = 0;
        for (int i = 0; i < given.length; i++) {
            shots[i] = new Shot(first, first + given[i].length - 1);
            Arrays.fill(frameScores, first, first + given[i].length, given[i].score);
            first += given[i].length;
        }
        Selection selection = ShotSelector.select(List.of(shots), frameScores, budget);
        PublishedReasons reasons = new PublishedReasons(
                List.of(shots),
                ShotSelector.shotScores(List.of(shots), frameScores),
                Arrays.stream(shots).mapToInt(Shot::length).toArray(),
                budget,
                selection,
                selection.frames() / FPS);
        return IntStream.range(0, given.length).mapToObj(reasons::of).toList();
    }
}
