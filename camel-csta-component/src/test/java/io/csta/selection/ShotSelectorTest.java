package io.csta.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csta.segmentation.Shot;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShotSelectorTest {

    static Stream<JsonNode> goldens() throws IOException {
        try (InputStream in = ShotSelectorTest.class.getResourceAsStream("/golden/selection.json")) {
            JsonNode cases = new ObjectMapper().readTree(in).get("cases");
            assertThat(cases).hasSizeGreaterThan(4);
            return StreamSupport.stream(cases.spliterator(), false);
        }
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void choose_golden_takesTheShotsOfThePublishedCode(JsonNode golden) {
        List<Shot> shots = shots(golden.get("shots"));
        int frames = golden.get("n_frames").asInt();
        int step = golden.get("pick_step").asInt();
        float[] scores = new float[golden.get("scores").size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (float) golden.get("scores").get(i).asDouble();
        }
        int[] picks = IntStream.range(0, scores.length).map(i -> i * step).toArray();
        int[] lengths = shots.stream().mapToInt(Shot::length).toArray();
        int budget = (int) (0.15 * (shots.get(shots.size() - 1).last() + 1));

        float[] frameScores = ShotSelector.frameScores(scores, picks, frames);
        float[] shotScores = ShotSelector.shotScores(shots, frameScores);

        List<Shot> expected = shots(golden.get("selected_shots"));
        assertThat(ShotSelector.choose(shotScores, lengths, budget))
                .extracting(shots::get)
                .containsExactlyElementsOf(expected);
        assertThat(ShotSelector.select(shots, frameScores, budget).frames())
                .isBetween(1, budget)
                .isEqualTo(expected.isEmpty() ? budget : total(expected));
    }

    @Test
    void select_neighbouringShots_areOnePart() {
        List<Shot> shots = List.of(new Shot(0, 1), new Shot(2, 3), new Shot(4, 5), new Shot(6, 7));
        float[] scores = {1, 1, 1, 1, 0, 0, 1, 1};
        assertThat(ShotSelector.select(shots, scores, 6))
                .isEqualTo(new Selection(List.of(0, 1, 3), List.of(new Shot(0, 3), new Shot(6, 7))));
    }

    @Test
    void select_otherWeights_countInsteadOfFrames() {
        List<Shot> shots = List.of(new Shot(0, 1), new Shot(2, 9));
        float[] scores = {0.5f, 0.5f, 1, 1, 1, 1, 1, 1, 1, 1};
        assertThat(ShotSelector.select(shots, scores, new int[] {40, 30}, 35, 3).shots())
                .containsExactly(1);
    }

    @Test
    void select_noShotFits_isTheBestWindow() {
        float[] scores = {0, 1, 2, 3, 3, 2, 3, 0};
        assertThat(ShotSelector.select(List.of(new Shot(0, 7)), scores, 3))
                .isEqualTo(new Selection(List.of(), List.of(new Shot(2, 4))));
    }

    @Test
    void select_equalWindows_isTheEarliest() {
        float[] scores = new float[10_000];
        Arrays.fill(scores, 0.1f);
        assertThat(ShotSelector.select(List.of(new Shot(0, 9_999)), scores, 700).parts())
                .containsExactly(new Shot(0, 699));
    }

    @Test
    void select_allScoresZero_isNotEmpty() {
        List<Shot> shots = List.of(new Shot(0, 1), new Shot(2, 9));
        assertThat(ShotSelector.select(shots, new float[10], 4).parts()).containsExactly(new Shot(0, 3));
    }

    @Test
    void select_windowLongerThanTheVideo_isTheVideo() {
        assertThat(ShotSelector.select(List.of(new Shot(0, 2)), new float[3], new int[] {9}, 5, 25)
                        .parts())
                .containsExactly(new Shot(0, 2));
    }

    @Test
    void select_noBudget_isRefused() {
        assertThatThrownBy(() -> ShotSelector.select(List.of(new Shot(0, 2)), new float[3], 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a summary of 0 frames from 3");
    }

    @Test
    void frameScores_ofSamples_holdToTheNextSample() {
        assertThat(ShotSelector.frameScores(new float[] {1, 2, 3}, new int[] {0, 2, 3}, 6))
                .containsExactly(1, 1, 2, 3, 3, 3);
    }

    @Test
    void frameScores_picksOutOfOrder_areRefused() {
        for (int[] picks : List.of(new int[] {2, 2}, new int[] {3, 1}, new int[] {-1, 2}, new int[] {0, 6})) {
            assertThatThrownBy(() -> ShotSelector.frameScores(new float[2], picks, 6))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("strictly ascending");
        }
        assertThatThrownBy(() -> ShotSelector.frameScores(new float[2], new int[3], 6))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 scores for 3 sampled frames");
    }

    @Test
    void shotScores_shotBeyondTheFrames_isRefused() {
        assertThatThrownBy(() -> ShotSelector.shotScores(List.of(new Shot(0, 3)), new float[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("shot 0 ends with frame 3");
    }

    private static int total(List<Shot> shots) {
        return shots.stream().mapToInt(Shot::length).sum();
    }

    private static List<Shot> shots(JsonNode pairs) {
        List<Shot> shots = new ArrayList<>();
        pairs.forEach(
                pair -> shots.add(new Shot(pair.get(0).asInt(), pair.get(1).asInt())));
        return shots;
    }
}
