package io.csta.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.csta.dataset.AnnotatedVideo;
import io.csta.dataset.Annotations;
import io.csta.dataset.Dataset;
import io.csta.dataset.DatasetWriter;
import io.csta.dataset.VideoFeatures;
import io.csta.testing.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroundTruthTest {

    private static final float[] FIRST_HALF = {1, 1, 0, 0};

    @TempDir
    Path folder;

    @Test
    void judge_scoresThatNameNoShot_leavesCorrelationUndefined() {
        VideoResult result = summe(bits(0, 9)).evaluate(new float[4]);
        assertThat(result).isEqualTo(new VideoResult(Optional.empty(), OptionalDouble.of(0), 0));
    }

    @Test
    void judge_usersThatTellNothingApart_leavesCorrelationUndefinedAndKeepsF1() {
        BitSet all = bits(0, 60);
        VideoResult result = summe(all, all).evaluate(FIRST_HALF);
        assertThat(result.correlation()).isEmpty();
        assertThat(result.f1().orElseThrow()).isCloseTo(100 * 2 * 9.0 / 69, within(1e-9));
    }

    @Test
    void judge_bySumMe_takesTheBestUser() {
        VideoResult result = summe(bits(30, 39), bits(0, 9), new BitSet()).evaluate(FIRST_HALF);
        assertThat(result.f1()).hasValue(100);
        assertThat(result.correlation().orElseThrow().tau()).isPositive();
    }

    @Test
    void judge_byTvSum_takesTheMeanOfUsersAndLeavesConstantAnnotatorsOut() throws IOException {
        Path file = Files.writeString(
                folder.resolve("anno.tsv"), line("5", "1") + line("2", "2") + line("1", "5") + line("5", "1"));
        try (Dataset dataset = dataset(bits(30, 39), bits(0, 9))) {
            VideoResult result = GroundTruth.of(dataset.video("video_1"), Annotations.read(file))
                    .evaluate(FIRST_HALF);
            assertThat(result.f1()).hasValue(50);
            assertThat(result.leftOut()).isEqualTo(1);
            assertThat(result.correlation().orElseThrow().tau()).isCloseTo(1 / 3.0, within(1e-12));
        }
    }

    @Test
    void judge_constantScoresByTvSum_leavesTheVideoOutAndNoAnnotator() throws IOException {
        Path file = Files.writeString(folder.resolve("anno.tsv"), line("5", "1") + line("1", "5"));
        try (Dataset dataset = dataset(bits(0, 9))) {
            VideoResult result = GroundTruth.of(dataset.video("video_1"), Annotations.read(file))
                    .evaluate(new float[] {0.5f, 0.5f, 0.5f, 0.5f});
            assertThat(result.correlation()).isEmpty();
            assertThat(result.leftOut()).isZero();
        }
    }

    @Test
    void judge_anotherNumberOfScores_isRefused() {
        assertThatThrownBy(() -> summe(bits(0, 9)).evaluate(new float[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 scores for 4 sampled frames");
    }

    @Test
    void mean_ofVideosAndSplits_leavesOutWhatIsUndefinedAndCountsIt() {
        VideoResult defined = new VideoResult(Optional.of(new RankCorrelation(0.5, 0.25)), OptionalDouble.of(40), 0);
        VideoResult undefined = new VideoResult(Optional.empty(), OptionalDouble.of(0), 0);
        MeanResult one = MeanResult.ofVideos(List.of(defined, undefined));
        assertThat(one)
                .isEqualTo(new MeanResult(Optional.of(new RankCorrelation(0.5, 0.25)), OptionalDouble.of(20), 1));
        MeanResult none = MeanResult.ofVideos(List.of(undefined));
        assertThat(none.correlation()).isEmpty();
        assertThat(MeanResult.ofSplits(List.of(one, none)))
                .isEqualTo(new MeanResult(Optional.of(new RankCorrelation(0.5, 0.25)), OptionalDouble.of(10), 2));
    }

    @Test
    void baselines_human_isTheMeanOverPairsAndVideos() {
        Annotations annotations = Annotations.read(Golden.path("mini_ydata-anno.tsv"));
        double[][] scores = annotations.scores("video_2");
        double sum = 0;
        for (int a = 0; a < 4; a++) {
            for (int b = 0; b < 4; b++) {
                sum += a == b
                        ? 0
                        : RankCorrelation.of(scores[a], scores[b]).orElseThrow().rho();
            }
        }
        BaselineResult found = Baseline.HUMAN.of(annotations, EvaluationListener.NONE);
        assertThat(found.protocol()).isEqualTo(Protocol.TVSUM);
        assertThat(found.videos()).containsOnlyKeys("video_1", "video_2", "video_3");
        assertThat(found.videos().get("video_2").correlation().orElseThrow().rho())
                .isCloseTo(sum / 12, within(1e-12));
        assertThat(found.mean().correlation().orElseThrow().tau())
                .isCloseTo(
                        found.videos().values().stream()
                                .mapToDouble(video ->
                                        video.correlation().orElseThrow().tau())
                                .average()
                                .orElseThrow(),
                        within(1e-12));
        assertThat(found.mean().f1()).isEmpty();
    }

    @Test
    void baselines_humanOfSummaries_comparesUsersWithEachOther() {
        try (Dataset dataset = dataset(bits(0, 9), bits(0, 9), bits(30, 39))) {
            VideoResult found =
                    Baseline.HUMAN.of(dataset, EvaluationListener.NONE).videos().get("video_1");
            assertThat(found.f1().orElseThrow()).isCloseTo(200 / 3.0, within(1e-9));
            double apart = -9.0 / 51;
            assertThat(found.correlation().orElseThrow().tau()).isCloseTo((1 + 2 * apart) / 3, within(1e-9));
        }
    }

    @Test
    void baselines_random_isNearNothingAndTheSameEveryTime() {
        Annotations annotations = Annotations.read(Golden.path("mini_ydata-anno.tsv"));
        BaselineResult found = Baseline.RANDOM.of(annotations, EvaluationListener.NONE);
        assertThat(found.mean().correlation().orElseThrow().tau()).isBetween(-0.03, 0.03);
        assertThat(Baseline.RANDOM.of(annotations, EvaluationListener.NONE)).isEqualTo(found);
        try (Dataset dataset = Dataset.open(Golden.path("mini_summe.h5"))) {
            BaselineResult summe = Baseline.RANDOM.of(dataset, EvaluationListener.NONE);
            assertThat(summe.mean().correlation().orElseThrow().tau()).isBetween(-0.1, 0.1);
            assertThat(summe.mean().f1().orElseThrow()).isBetween(10.0, 60.0);
        }
    }

    @Test
    void baselines_humanAlone_isRefused() throws IOException {
        Annotations annotations = Annotations.read(Files.writeString(folder.resolve("anno.tsv"), line("1", "2")));
        assertThatThrownBy(() -> Baseline.HUMAN.of(annotations, EvaluationListener.NONE))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("anno.tsv: video_1 has one annotator");
        try (Dataset dataset = dataset(bits(0, 9))) {
            assertThatThrownBy(() -> Baseline.HUMAN.of(dataset, EvaluationListener.NONE))
                    .isInstanceOf(EvaluationException.class)
                    .hasMessageContaining("annotated.h5: video_1 has one annotator");
        }
    }

    private GroundTruth summe(BitSet... users) {
        try (Dataset dataset = dataset(users)) {
            return GroundTruth.of(dataset.video("video_1"));
        }
    }

    /** Sixty frames, samples every fifteenth, shots of 9 and 21 frames in turn: a budget of 9. */
    private Dataset dataset(BitSet... users) {
        VideoFeatures video = new VideoFeatures(new float[4][2], new int[] {0, 15, 30, 45}, 60, new int[] {9, 30, 39});
        Path file = folder.resolve("annotated.h5");
        DatasetWriter.writeAnnotated(
                file, Map.of("video_1", new AnnotatedVideo(video, new float[4], new BitSet(), List.of(users))));
        return Dataset.open(file);
    }

    private static String line(String firstHalf, String secondHalf) {
        return "id\tX\t"
                + String.join(
                        ",",
                        IntStream.range(0, 60)
                                .mapToObj(i -> i < 30 ? firstHalf : secondHalf)
                                .toList())
                + "\n";
    }

    private static BitSet bits(int from, int to) {
        BitSet bits = new BitSet();
        bits.set(from, to);
        return bits;
    }
}
