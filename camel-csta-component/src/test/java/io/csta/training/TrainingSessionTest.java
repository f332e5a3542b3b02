package io.csta.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.csta.checkpoint.Checkpoint;
import io.csta.checkpoint.Tensor;
import io.csta.dataset.Dataset;
import io.csta.evaluation.RankCorrelation;
import io.csta.nn.CorrectTorch;
import io.csta.nn.backbone.Cnn;
import io.csta.nn.csta.CstaOptions;
import io.csta.nn.engine.Device;
import io.csta.scoring.FrameScorer;
import io.csta.testing.Formula;
import io.csta.testing.Golden;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TrainingSessionTest {

    @BeforeAll
    static void requireCorrectTorch() {
        CorrectTorch.require(Cnn.GOOGLENET);
    }

    private static final int LESSONS = 20;

    private static final TrainingOptions GOLDEN = new TrainingOptions(
            CstaOptions.published().withDropout(0, 0),
            TrainingProtocol.PUBLISHED,
            4,
            1e-5,
            1e-7,
            0,
            0,
            0.5,
            OptionalInt.empty(),
            Optional.empty());

    /** The golden was computed in double precision; single precision drifts. */
    @Test
    void step_eightGoldenSteps_givesThePublishedLosses_andThenTheirScores() {
        JsonNode golden = Golden.json("training.json");
        List<TrainingVideo> videos = new ArrayList<>();
        for (JsonNode frames : golden.get("frames")) {
            videos.add(video(frames.asInt()));
        }
        JsonNode losses = golden.get("losses");
        try (TrainingSession session = TrainingSession.resume(GOLDEN, Device.cpu(), atTheFirstStep(), 0)) {
            for (int step = 0; step < losses.size(); step++) {
                double loss = losses.get(step).asDouble();
                double tolerance = step < 2 ? 2e-5 : 2e-3;
                assertThat((double) session.step(videos.get(step % videos.size()), step))
                        .as("loss of step %d", step + 1)
                        .isEqualTo(loss, within(tolerance * loss));
            }
            assertThat(session.steps()).isEqualTo(losses.size());
            try (FrameScorer scorer = FrameScorer.of(Checkpoint.of(session.weights()), Device.cpu())) {
                for (int i = 0; i < videos.size(); i++) {
                    assertThat(scorer.score(videos.get(i).features()))
                            .containsExactly(
                                    Golden.floats(golden.get("scores_after").get(i)), within(0.05f));
                }
            }
        }
    }

    @Test
    @Tag("slow")
    void step_manyTimesOnAFewVideos_learnsThem_farBetterThanChance() {
        assertLearns(CstaOptions.published());
    }

    private static void assertLearns(CstaOptions network) {
        TrainingOptions options = new TrainingOptions(
                network,
                TrainingProtocol.PUBLISHED,
                LESSONS,
                3e-4,
                1e-7,
                0,
                0,
                0.5,
                OptionalInt.empty(),
                Optional.empty());
        try (Dataset dataset = Dataset.open(Golden.path("mini_summe.h5"));
                TrainingSession session = TrainingSession.start(options, Device.cpu(), 1)) {
            List<TrainingVideo> videos = Stream.of("video_1", "video_2", "video_3")
                    .map(dataset::video)
                    .map(video -> new TrainingVideo(video.name(), video.features(), video.gtScore()))
                    .toList();
            assertThat(agreement(session, network, videos)).isLessThan(0.3);
            for (int step = 0; step < LESSONS * videos.size(); step++) {
                session.step(videos.get(step % videos.size()), step);
            }
            assertThat(agreement(session, network, videos)).isGreaterThan(0.4);
        }
    }

    @Test
    void step_ofTwoNetworksAtATime_takesTurns() throws Exception {
        TrainingVideo video = video(20);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (TrainingSession alone = TrainingSession.start(GOLDEN, Device.cpu(), 1);
                TrainingSession first = TrainingSession.start(GOLDEN, Device.cpu(), 1);
                TrainingSession second = TrainingSession.start(GOLDEN, Device.cpu(), 1)) {
            float[] expected = {alone.step(video, 0), alone.step(video, 1)};
            List<Future<float[]>> losses = new ArrayList<>();
            for (TrainingSession session : List.of(first, second)) {
                losses.add(threads.submit(() -> new float[] {session.step(video, 0), session.step(video, 1)}));
            }
            for (Future<float[]> each : losses) {
                assertThat(each.get()).containsExactly(expected, within(1e-5f));
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void step_withAveraging_givesTheDecayingMeanOfTheWeights_andGoesOnWithIt() {
        TrainingVideo video = video(20);
        Map<String, Tensor> state = new LinkedHashMap<>();
        Map<String, Tensor> means;
        Map<String, float[]> expected = new LinkedHashMap<>();
        try (TrainingSession averaged = TrainingSession.start(averaging(0.15), Device.cpu(), 1);
                TrainingSession plain = TrainingSession.start(averaging(0), Device.cpu(), 1)) {
            plain.weights().forEach((key, tensor) -> expected.put(key, tensor.toFloats()));
            for (int step = 0; step < 3; step++) {
                averaged.step(video, step);
                plain.step(video, step);
                // At the first step, the mean covers a tenth of the steps, which is less than with a decay of 0.15.
                double share = Math.max(0.85, 1 / (1 + 0.1 * (step + 1)));
                plain.weights().forEach((key, tensor) -> move(expected.get(key), tensor.toFloats(), share));
                if (step == 1) {
                    averaged.save(state);
                }
            }
            means = averaged.weights();
        }
        assertThat(means).hasSameSizeAs(expected);
        means.forEach((key, mean) ->
                assertThat(distance(mean.toFloats(), expected.get(key))).as(key).isLessThan(1e-4));
        assertThat(expected.keySet()).anyMatch(key -> key.endsWith("running_mean"));
        try (TrainingSession goingOn = TrainingSession.resume(averaging(0.15), Device.cpu(), Checkpoint.of(state), 2)) {
            goingOn.step(video, 2);
            assertThat(goingOn.weights()).isEqualTo(means);
        }
    }

    private static void move(float[] mean, float[] to, double share) {
        for (int i = 0; i < mean.length; i++) {
            mean[i] += (float) (share * (to[i] - mean[i]));
        }
    }

    /** The largest difference; AssertJ takes minutes for millions of values. */
    private static double distance(float[] values, float[] others) {
        return IntStream.range(0, values.length)
                .mapToDouble(i -> Math.abs(values[i] - others[i]))
                .max()
                .orElseThrow();
    }

    private static TrainingOptions averaging(double decay) {
        return new TrainingOptions(
                CstaOptions.published(),
                TrainingProtocol.PUBLISHED,
                4,
                1e-3,
                1e-7,
                decay,
                0,
                0.5,
                OptionalInt.empty(),
                Optional.empty());
    }

    /** The mean tau of the scores and the target scores. */
    private static double agreement(TrainingSession session, CstaOptions network, List<TrainingVideo> videos) {
        Checkpoint weights = new Checkpoint(session.weights(), Map.of(CstaOptions.METADATA, network.text()));
        try (FrameScorer scorer = FrameScorer.of(weights, Device.cpu())) {
            return videos.stream()
                    .mapToDouble(video -> RankCorrelation.of(
                                    doubles(scorer.score(video.features())), doubles(video.scores()))
                            .orElseThrow()
                            .tau())
                    .average()
                    .orElseThrow();
        }
    }

    private static double[] doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }

    private static TrainingVideo video(int frames) {
        return new TrainingVideo(
                "of " + frames,
                Formula.uniformRows("train/" + frames, frames, 1024, 0, 1),
                Formula.uniform("gtscore/" + frames, frames, 0, 1));
    }

    /** Weights by the formula, and moments of an optimizer that has not seen a gradient. */
    private static Checkpoint atTheFirstStep() {
        try (TrainingSession any = TrainingSession.start(GOLDEN, Device.cpu(), 1)) {
            Map<String, Tensor> state = new LinkedHashMap<>();
            any.save(state);
            any.weights().forEach((key, tensor) -> {
                long[] shape = tensor.shape();
                state.put("weight/" + key, Tensor.of(Formula.parameter(key, shape), shape));
            });
            return Checkpoint.of(state);
        }
    }
}
