package io.csta.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.csta.nn.backbone.Backbone;
import io.csta.nn.backbone.Cnn;
import io.csta.nn.csta.Combinations;
import io.csta.nn.csta.CstaOptions;
import io.csta.nn.csta.VariantsTest;
import io.csta.nn.engine.Device;
import io.csta.nn.engine.Engine;
import io.csta.testing.Formula;
import io.csta.testing.Golden;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of every engine. */
class ScoringNetworkTest {

    @BeforeAll
    static void requireCorrectTorch() {
        CorrectTorch.require(Cnn.values());
    }

    /** Sums over a thousand frames are rounded differently by the kernels of different processors. */
    private static final float ROUNDING_OF_LONG_SUMS = 1e-4f;

    private static final int FRAMES = 48;

    static Stream<Arguments> variants() {
        List<Arguments> cases = new ArrayList<>();
        for (JsonNode golden : Golden.json("variants.json").get("cases")) {
            if (!golden.has("official_fails")) {
                cases.add(Arguments.of(VariantsTest.words(golden).toString(), golden));
            }
        }
        assertThat(cases).hasSizeGreaterThan(30);
        return cases.stream();
    }

    /** {@link VariantsTest} is the same test for PyTorch. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("variants")
    void score_everyPublishedOption_equalsThePublishedCode(String words, JsonNode golden) {
        CstaOptions options = CstaOptions.of(VariantsTest.words(golden));
        assertThat(scores(options, FRAMES, Engine.ONNX_RUNTIME))
                .containsExactly(Golden.floats(golden.get("scores")), within(2e-5f));
    }

    static Stream<CstaOptions> combinations() {
        return Combinations.of(Cnn.RESNET_18).stream();
    }

    @ParameterizedTest
    @MethodSource("combinations")
    @Tag("slow")
    void score_everyCombination_isTheSameOnEveryEngine(CstaOptions options) {
        assertSameOnEveryEngine(options);
    }

    /** Options for which there are no golden values. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "cnn=resnet 18,embedding=none,class_token=mixed after the cnn,skip=input,softmax=none",
                "position_place=input,positions=conditional,embedding=none",
                "positions=learned,position_shape=time,scale=time and features,balance=up",
                "rows_per_frame=8",
                "vector_width=1280",
                "vector_width=1280,embedding=none,cnn=efficientnet b0",
                "vector_width=512,position_place=input,class_token=mixed after the cnn,embedding=none,cnn=resnet 18",
                "channels=changes",
                "channels=changes,cnn=resnet 18,class_token=none",
                "rows_per_frame=4,cnn=mobilenet v2,position_place=attention,class_token=none",
                "cnn=mobilenet v2,embedding=none,class_token=mixed after the cnn,skip=input",
                "cnn=efficientnet b0,cnn_role=values,embedding=none,class_token=mixed after the cnn,skip=input"
            })
    void score_otherOptions_isTheSameOnEveryEngine(CstaOptions options) {
        assertSameOnEveryEngine(options);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cnn=resnet 18,cnn_role=values,embedding=none,softmax=none,skip=cnn",
                "position_place=input,class_token=none",
                "positions=relative,position_shape=time",
                "positions=fixed,position_shape=time,balance=down",
                "channels=changes,rows_per_frame=4",
                "channels=changes,cnn=efficientnet b0,position_place=attention",
                "cnn=mobilenet v2,embedding=none,class_token=mixed after the softmax,skip=cnn",
                "position_place=input,positions=relative,class_token=mixed after the cnn,skip=input"
            })
    @Tag("slow")
    void score_moreOptions_isTheSameOnEveryEngine(CstaOptions options) {
        assertSameOnEveryEngine(options);
    }

    private static void assertSameOnEveryEngine(CstaOptions options) {
        float[] reference = scores(options, 31, Engine.PYTORCH);
        float largest = 1;
        for (float score : reference) {
            assertThat(score).isFinite();
            largest = Math.max(largest, Math.abs(score));
        }
        assertThat(scores(options, 31, Engine.ONNX_RUNTIME)).containsExactly(reference, within(2e-5f * largest));
    }

    /** In two tiles, with repeated rows, and differences across their border. */
    @Test
    void score_aVideoInTwoTiles_isTheSameOnEveryEngine() {
        assertSameInTiles(550, CstaOptions.of("cnn=resnet 18,rows_per_frame=8,channels=changes,class_token=none"));
    }

    /** In several tiles, with a token at the top, repeated rows, and differences across the borders of tiles. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "rows_per_frame=8",
                "cnn=mobilenet v2,rows_per_frame=4,channels=changes",
                "cnn=mobilenet v2,input=change profiles,rows_per_frame=8,positions=none,balance=time,embedding=none,cnn_role=values,skip=cnn",
                "cnn=resnet 18,rows_per_frame=4,channels=changes,class_token=none"
            })
    @Tag("slow")
    void score_aLongVideo_isTheSameOnEveryEngine(CstaOptions options) {
        assertSameInTiles(1150, options);
    }

    private static void assertSameInTiles(int frames, CstaOptions options) {
        assertThat(Backbone.of(options.cnn()).tiles(frames * options.rowsPerFrame()))
                .hasSizeGreaterThan(1);
        assertThat(scores(options, frames, Engine.ONNX_RUNTIME))
                .containsExactly(scores(options, frames, Engine.PYTORCH), within(ROUNDING_OF_LONG_SUMS));
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void score_theSameTwice_givesTheSameBits(Engine engine) {
        CstaOptions options = CstaOptions.of("cnn=mobilenet v2,channels=changes,rows_per_frame=4");
        assertThat(scores(options, FRAMES, engine)).containsExactly(scores(options, FRAMES, engine));
    }

    private static float[] scores(CstaOptions options, int frames, Engine engine) {
        float[] features = Formula.uniform("features/" + frames, frames * options.inputWidth(), 0, 1);
        try (ScoringNetwork network =
                ScoringNetwork.of(options, (key, shape) -> Formula.parameter(key, shape), Device.cpu(engine))) {
            float[] scores = network.score(features);
            assertThat(scores).hasSize(frames);
            return scores;
        }
    }
}
