package io.csta.summary;

import static org.assertj.core.api.Assertions.assertThat;

import io.csta.segmentation.Shot;
import io.csta.selection.Selection;
import io.csta.selection.ShotSelector;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
        float[] scores = {0.1f, 0.9f, 0.8f};
        PublishedReasons reasons = new PublishedReasons(
                shots,
                new ShotMeans(scores, Optional.empty()),
                scores,
                new int[] {5, 2, 34},
                10,
                window,
                window.frames() / FPS);

        assertThat(IntStream.range(0, 3).mapToObj(reasons::of))
                .containsExactly(
                        "not selected: not in the best 1.0 s of the video",
                        "selected: in the best 1.0 s of the video, because the shots that fit the budget are too short",
                        "partly selected: in the best 1.0 s of the video, because the shots that fit the budget are too"
                                + " short");
    }

    @Test
    void reasons_withVisibility_nameItBesideTheScore() {
        assertThat(reasonsByVisibility(
                        30, shot(20, 0.9f, 0.5f), shot(40, 0.9f, 1), shot(10, 0.6f, 1), shot(15, 0.8f, 0.25f)))
                .containsExactly(
                        "selected: score 0.90, visibility 0.50, rank 3 of 4 by score times visibility",
                        "not selected: longer than the budget",
                        "selected: score 0.60, visibility 1.00, rank 2 of 4 by score times visibility",
                        "not selected: other shots that fit the budget together have a higher total score times"
                                + " visibility");
    }

    @Test
    void reasons_ofScoresThatVisibilityMakesZero_sayThatTheProductIs() {
        assertThat(reasonsByVisibility(20, shot(40, 0.5f, 1), shot(20, 0.5f, 0)))
                .containsExactly(
                        "partly selected: in the best 2.0 s of the video, because no shot that fits the budget has a"
                                + " score times visibility above 0",
                        "not selected: its score times visibility is 0");
    }

    private record Scored(int length, float score, float visibility) {}

    private static Scored shot(int frames, float score, float visibility) {
        return new Scored(frames, score, visibility);
    }

    private static Scored shot(int frames, float score) {
        return new Scored(frames, score, 1);
    }

    private static List<String> reasons(int budget, Scored... given) {
        return reasons(budget, false, given);
    }

    private static List<String> reasonsByVisibility(int budget, Scored... given) {
        return reasons(budget, true, given);
    }

    private static List<String> reasons(int budget, boolean byVisibility, Scored... given) {
        int frames = Arrays.stream(given).mapToInt(Scored::length).sum();
        float[] frameScores = new float[frames];
        float[] values = new float[frames];
        double[] visibility = new double[given.length];
        Shot[] shots = new Shot[given.length];
        int first = 0;
        for (int i = 0; i < given.length; i++) {
            int end = first + given[i].length;
            shots[i] = new Shot(first, end - 1);
            visibility[i] = given[i].visibility;
            Arrays.fill(frameScores, first, end, given[i].score);
            Arrays.fill(values, first, end, given[i].score * given[i].visibility);
            first = end;
        }
        Selection selection = ShotSelector.select(List.of(shots), values, budget);
        PublishedReasons reasons = new PublishedReasons(
                List.of(shots),
                new ShotMeans(
                        ShotSelector.shotScores(List.of(shots), frameScores),
                        byVisibility ? Optional.of(visibility) : Optional.empty()),
                ShotSelector.shotScores(List.of(shots), values),
                Arrays.stream(shots).mapToInt(Shot::length).toArray(),
                budget,
                selection,
                selection.frames() / FPS);
        return IntStream.range(0, given.length).mapToObj(reasons::of).toList();
    }
}
