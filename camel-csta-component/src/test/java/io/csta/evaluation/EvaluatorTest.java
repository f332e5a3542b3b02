package io.csta.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import com.fasterxml.jackson.databind.JsonNode;
import io.csta.dataset.Annotations;
import io.csta.dataset.Dataset;
import io.csta.dataset.Split;
import io.csta.dataset.Splits;
import io.csta.scoring.FrameScorer;
import io.csta.testing.Golden;
import io.csta.testing.PublishedCheckpoints;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluatorTest {

    private static final JsonNode GOLDEN = Golden.json("evaluation.json");

    @TempDir
    static Path folder;

    private static CheckpointPattern checkpoint;

    @BeforeAll
    static void writeCheckpoint() {
        checkpoint = new CheckpointPattern(PublishedCheckpoints.scorer(folder.resolve("formula.safetensors"))
                .toString());
    }

    @Test
    void evaluate_goldenSumMe_equalsThePublishedCode() {
        Evaluation found = evaluate("mini_summe.h5", Splits.read(Golden.path("mini_summe_splits.txt")), false);
        assertThat(found.protocol()).isEqualTo(Protocol.SUMME);
        assertSplits(found, GOLDEN.get("summe"));
        assertVideos(evaluate("mini_summe.h5", everyVideo(5), false), GOLDEN.get("summe"));
    }

    @Test
    void evaluate_goldenTvSum_equalsThePublishedCode() {
        Evaluation found = evaluate("mini_tvsum.h5", Splits.read(Golden.path("mini_tvsum_splits.txt")), true);
        assertThat(found.protocol()).isEqualTo(Protocol.TVSUM);
        assertSplits(found, GOLDEN.get("tvsum"));
        assertVideos(evaluate("mini_tvsum.h5", everyVideo(3), true), GOLDEN.get("tvsum"));
    }

    private static Evaluation evaluate(String dataset, Splits splits, boolean annotated) {
        Optional<Annotations> annotations =
                annotated ? Optional.of(Annotations.read(Golden.path("mini_ydata-anno.tsv"))) : Optional.empty();
        try (Dataset file = Dataset.open(Golden.path(dataset))) {
            return new Evaluator(file, splits, annotations)
                    .evaluate(checkpoint, path -> FrameScorer.of(path, Device.cpu()), EvaluationListener.NONE);
        }
    }

    /** Every video is the only test video of one split. */
    private static Splits everyVideo(int videos) {
        List<Split> splits = new ArrayList<>();
        for (int i = 1; i <= videos; i++) {
            splits.add(new Split(List.of("video_" + (i == 1 ? 2 : 1)), List.of("video_" + i)));
        }
        return new Splits("every video", splits);
    }

    private static void assertSplits(Evaluation found, JsonNode golden) {
        assertThat(golden.get("splits")).hasSameSizeAs(found.splits()).isNotEmpty();
        double tau = 0;
        for (int i = 0; i < found.splits().size(); i++) {
            JsonNode expected = golden.get("splits").get(i);
            MeanResult mean = found.splits().get(i).mean();
            assertResult(
                    "split " + (i + 1),
                    mean.correlation().orElseThrow(),
                    mean.f1().orElseThrow(),
                    expected);
            tau += expected.get("tau").asDouble() / found.splits().size();
        }
        assertThat(found.overall().correlation().orElseThrow().tau()).isCloseTo(tau, within(1e-4));
    }

    private static void assertVideos(Evaluation found, JsonNode golden) {
        assertThat(golden.get("videos")).hasSameSizeAs(found.splits());
        found.splits().forEach(split -> split.videos()
                .forEach((video, result) -> assertResult(
                        video,
                        result.correlation().orElseThrow(),
                        result.f1().orElseThrow(),
                        golden.get("videos").get(video))));
    }

    private static void assertResult(String where, RankCorrelation correlation, double f1, JsonNode golden) {
        assertThat(correlation.tau()).as(where).isCloseTo(golden.get("tau").asDouble(), within(1e-4));
        assertThat(correlation.rho()).as(where).isCloseTo(golden.get("rho").asDouble(), within(1e-4));
        assertThat(f1).as(where).isCloseTo(golden.get("f1").asDouble(), within(1e-6));
    }
}
