package io.csta.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.csta.CstaException;
import io.csta.checkpoint.Checkpoint;
import io.csta.checkpoint.Tensor;
import io.csta.nn.NotFiniteException;
import io.csta.nn.csta.CstaNetwork;
import io.csta.nn.csta.CstaOptions;
import io.csta.nn.engine.Device;
import io.csta.nn.engine.Engine;
import io.csta.nn.layer.ModelMismatchException;
import io.csta.testing.Formula;
import io.csta.testing.Golden;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FrameScorerTest {

    private static FrameScorer scorer;

    @BeforeAll
    static void load() {
        scorer = FrameScorer.of((key, shape) -> Formula.parameter(key, shape), Device.cpu());
    }

    @AfterAll
    static void close() {
        scorer.close();
    }

    @Test
    void score_goldenFeatures_equalsThePublishedCode() {
        JsonNode cases = Golden.json("scores.json").get("cases");
        assertThat(cases).isNotEmpty();
        for (JsonNode golden : cases) {
            int frames = golden.get("frames").asInt();
            assertThat(scorer.score(features(frames)))
                    .as("%d frames", frames)
                    .containsExactly(Golden.floats(golden.get("scores")), within(2e-5f));
        }
    }

    @Test
    void score_fewerRowsThanTheNetworkTakes_givesOneScoreARow() {
        for (int rows = 1; rows < 14; rows++) {
            assertThat(scorer.score(features(rows))).hasSize(rows).doesNotContain(Float.NaN);
        }
    }

    @Test
    void score_moreRowsThanThePublishedTable_givesOneScoreARow() {
        assertThat(scorer.score(features(5_010))).hasSize(5_010).doesNotContain(Float.NaN);
    }

    @Test
    void score_changeProfiles_takesVectorsOfGoogLeNetToo_andIgnoresScale() {
        CstaOptions options = CstaOptions.of(
                "vector_width=1280,input=change profiles,rows_per_frame=4,cnn_role=values,embedding=none,skip=cnn");
        float[][] narrow = features(20);
        float[][] wide = vectors(20, 1280);
        float[][] brighter = new float[20][];
        Arrays.setAll(brighter, row -> doubled(wide[row]));
        try (FrameScorer onnx = FrameScorer.of(weights(options), Device.cpu());
                FrameScorer torch = FrameScorer.of(weights(options), Device.cpu(Engine.PYTORCH))) {
            assertThat(onnx.score(narrow)).containsExactly(torch.score(narrow), within(2e-5f));
            float[] scores = onnx.score(wide);
            assertThat(scores).containsExactly(torch.score(wide), within(2e-5f));
            assertThat(onnx.score(brighter)).containsExactly(scores);
            assertThatThrownBy(() -> onnx.score(vectors(20, 512)))
                    .isInstanceOf(ModelMismatchException.class)
                    .hasMessageContaining("512 values, but the scorer takes 1024 or 1280");
            assertThat(onnx.score(vectors(1, 1280))).hasSize(1).doesNotContain(Float.NaN);
        }
    }

    private static float[] doubled(float[] values) {
        float[] doubled = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            doubled[i] = 2 * values[i];
        }
        return doubled;
    }

    private static Checkpoint weights(CstaOptions options) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        new CstaNetwork(options).parameters().forEach((key, parameter) -> {
            long[] shape = parameter.getShape().getShape();
            tensors.put(key, Tensor.of(Formula.parameter(key, shape), shape));
        });
        return new Checkpoint(tensors, Map.of(CstaOptions.METADATA, options.text()));
    }

    @Test
    void score_sameFeaturesTwice_givesTheSameBits() {
        assertThat(scorer.score(features(60))).containsExactly(scorer.score(features(60)));
    }

    @Test
    void score_weightsThatRunAway_isRefused() {
        try (FrameScorer running = FrameScorer.of((key, shape) -> filled(shape, 1e25f), Device.cpu())) {
            assertThatThrownBy(() -> running.score(features(20)))
                    .isInstanceOf(NotFiniteException.class)
                    .hasMessageContaining("csta doctor")
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void score_featuresThatAreNotNumbers_namesTheRow() {
        float[][] features = features(20);
        features[5][7] = Float.NaN;
        assertThatThrownBy(() -> scorer.score(features))
                .isInstanceOf(NotFiniteException.class)
                .hasMessageContaining("row 5 of the features contains NaN");
    }

    @Test
    void close_whileOthersScore_waitsForThem_andRefusesFurtherOnes() throws Exception {
        FrameScorer shared = FrameScorer.of(Formula::parameter, Device.cpu());
        float[][] features = features(500);
        float[] expected = scorer.score(features);
        CompletableFuture<float[]> scores = CompletableFuture.supplyAsync(() -> shared.score(features));
        Thread.sleep(20); // most of the time it computes by then
        shared.close();
        shared.close();
        try {
            assertThat(scores.get()).containsExactly(expected);
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(CstaException.class);
        }
        assertThatThrownBy(() -> shared.score(features)).isInstanceOf(CstaException.class);
    }

    private static float[] filled(long[] shape, float value) {
        float[] values = new float[(int) LongStream.of(shape).reduce(1, Math::multiplyExact)];
        Arrays.fill(values, value);
        return values;
    }

    @Test
    void score_anotherWidth_saysWhatFits() {
        assertThatThrownBy(() -> scorer.score(new float[20][512]))
                .isInstanceOf(ModelMismatchException.class)
                .hasMessageContaining("512")
                .hasMessageContaining("1024");
    }

    private static float[][] features(int frames) {
        return vectors(frames, 1024);
    }

    private static float[][] vectors(int frames, int width) {
        float[] flat = Formula.uniform("features/" + frames, frames * width, 0, 1);
        float[][] rows = new float[frames][width];
        for (int i = 0; i < frames; i++) {
            System.arraycopy(flat, i * width, rows[i], 0, width);
        }
        return rows;
    }
}
