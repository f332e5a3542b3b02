package io.csta.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.csta.checkpoint.Checkpoint;
import io.csta.checkpoint.Tensor;
import io.csta.dataset.Annotations;
import io.csta.dataset.Dataset;
import io.csta.dataset.DatasetException;
import io.csta.dataset.Split;
import io.csta.dataset.Splits;
import io.csta.nn.csta.CstaNetwork;
import io.csta.nn.csta.CstaOptions;
import io.csta.nn.engine.Device;
import io.csta.scoring.FrameScorer;
import io.csta.testing.Formula;
import io.csta.testing.Golden;
import io.csta.testing.PublishedCheckpoints;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    @Test
    void evaluate_aCheckpointASplit_usesEachForItsOwn() {
        Path first = PublishedCheckpoints.scorer(folder.resolve("split1.safetensors"));
        Path second = PublishedCheckpoints.scorer(folder.resolve("split2.safetensors"));
        List<String> heard = new ArrayList<>();
        try (Dataset file = Dataset.open(Golden.path("mini_summe.h5"))) {
            Splits splits = new Splits(
                    "twice",
                    List.of(
                            new Split(List.of("video_1"), List.of("video_2", "video_3")),
                            new Split(List.of("video_1"), List.of("video_2"))));
            List<Path> loaded = new ArrayList<>();
            Evaluation found = new Evaluator(file, splits, Optional.empty())
                    .evaluate(
                            new CheckpointPattern(
                                    folder.resolve("split{n}.safetensors").toString()),
                            path -> {
                                loaded.add(path);
                                return FrameScorer.of(path, Device.cpu());
                            },
                            (what, done, total) -> heard.add(what + " " + done + "/" + total));
            assertThat(loaded).containsExactly(first, second);
            assertThat(heard).containsExactly("split 1, video_2 0/3", "split 1, video_3 1/3", "split 2, video_2 2/3");
            assertThat(found.splits()).extracting(SplitResult::number).containsExactly(1, 2);
            assertThat(found.splits().get(0).videos()).containsOnlyKeys("video_2", "video_3");
        }
    }

    @Test
    void evaluate_scoresThatAreNoNumbers_areRefused() {
        Checkpoint good = Checkpoint.read(checkpoint.file(1));
        Map<String, Tensor> tensors = new HashMap<>(good.tensors());
        tensors.replaceAll((key, tensor) ->
                key.equals("value_embedding.weight") ? Tensor.of(huge(tensor.elementCount()), tensor.shape()) : tensor);
        Path bad = folder.resolve("bad.safetensors");
        Checkpoint.of(tensors).writeSafetensors(bad);
        try (Dataset file = Dataset.open(Golden.path("mini_summe.h5"))) {
            Evaluator evaluator = new Evaluator(file, everyVideo(5), Optional.empty());
            assertThatThrownBy(() -> evaluator.evaluate(
                            new CheckpointPattern(bad.toString()),
                            path -> FrameScorer.of(path, Device.cpu()),
                            EvaluationListener.NONE))
                    .isInstanceOf(EvaluationException.class)
                    .hasMessage(bad
                            + ": its scores for video_1 are not finite, because its training diverged; use"
                            + " another checkpoint");
        }
    }

    @Test
    void evaluate_aCheckpointThatIsMissing_isRefusedBeforeAnyIsLoaded() {
        try (Dataset file = Dataset.open(Golden.path("mini_summe.h5"))) {
            Evaluator evaluator = new Evaluator(file, everyVideo(5), Optional.empty());
            for (String name : List.of("absent.pt", "absent{n}.pt")) {
                assertThatThrownBy(() -> evaluator.evaluate(
                                new CheckpointPattern(name),
                                path -> {
                                    throw new AssertionError(path);
                                },
                                EvaluationListener.NONE))
                        .isInstanceOf(EvaluationException.class)
                        .hasMessageStartingWith(
                                name.replace("{n}", "1") + ": no such file; expected a checkpoint for split 1 of 5");
            }
        }
    }

    @Test
    void prepare_whatDoesNotFit_isRefusedBeforeWorkStarts() {
        try (Dataset summe = Dataset.open(Golden.path("mini_summe.h5"))) {
            Optional<Annotations> annotations = Optional.of(Annotations.read(Golden.path("mini_ydata-anno.tsv")));
            assertThatThrownBy(() -> new Evaluator(summe, Splits.of("summe"), Optional.empty()))
                    .isInstanceOf(DatasetException.class)
                    .hasMessageContaining("summe: split 1 refers to video_6");
            assertThatThrownBy(() -> new Evaluator(summe, everyVideo(1), annotations))
                    .isInstanceOf(EvaluationException.class)
                    .hasMessageContaining(
                            "mini_ydata-anno.tsv: video_1 has 36 scores per annotator (every 15th score),")
                    .hasMessageContaining("but the dataset has 40 samples");
        }
    }

    @Test
    void evaluate_aScorerForVectorsOfAnotherWidth_isRefused() {
        Path checkpoint = folder.resolve("wide.safetensors");
        CstaOptions options = CstaOptions.of("vector_width=1280,cnn=resnet 18");
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        new CstaNetwork(options).parameters().forEach((key, parameter) -> {
            long[] shape = parameter.getShape().getShape();
            tensors.put(key, Tensor.of(Formula.parameter(key, shape), shape));
        });
        new Checkpoint(tensors, Map.of(CstaOptions.METADATA, options.text())).writeSafetensors(checkpoint);
        try (Dataset file = Dataset.open(Golden.path("mini_summe.h5"))) {
            Evaluator evaluator = new Evaluator(file, everyVideo(1), Optional.empty());
            assertThatThrownBy(() -> evaluator.evaluate(
                            new CheckpointPattern(checkpoint.toString()),
                            path -> FrameScorer.of(path, Device.cpu()),
                            EvaluationListener.NONE))
                    .isInstanceOf(DatasetException.class)
                    .hasMessageContaining(
                            "'features' of group video_1 has the shape [40, 1024]; expected [n_steps, 1280]");
        }
    }

    private static float[] huge(int count) {
        float[] values = new float[count];
        Arrays.fill(values, Float.MAX_VALUE);
        return values;
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
