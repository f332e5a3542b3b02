package io.csta.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.csta.arithmetic.ArithmeticGuard;
import io.csta.arithmetic.Convolution;
import io.csta.arithmetic.CpuIdentity;
import io.csta.arithmetic.Padding;
import io.csta.arithmetic.Verdict;
import io.csta.arithmetic.WrongArithmeticException;
import io.csta.nn.backbone.EfficientNetLite0;
import io.csta.nn.backbone.GoogLeNet;
import io.csta.nn.csta.CstaNetwork;
import io.csta.nn.csta.CstaOptions;
import io.csta.nn.engine.Device;
import io.csta.nn.engine.Engine;
import io.csta.nn.engine.TorchSetting;
import io.csta.testing.Formula;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No network runs before a check of its engine, and PyTorch uses a setting that is correct. */
class NetworkCheckTest {

    private static final CstaOptions NETWORK = CstaOptions.of("cnn=mobilenet v2");
    private static final int FRAMES = 40;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(Engine.class)
    void of_anEngineThatIsAlwaysWrong_isRefused_withProcessorAndLayer(Engine engine) {
        try (Faults faults = Faults.in(folder, all(engine))) {
            assertThat(faults).isNotNull();
            assertThatThrownBy(() -> PictureNetwork.of(PictureCnn.GOOGLENET, Formula::parameter, Device.cpu(engine)))
                    .isInstanceOf(WrongArithmeticException.class)
                    .hasMessageContainingAll("Test processor", "7x7, 3 -> 64 channels, stride 2, 224x224")
                    .hasMessageNotContaining("\n");
            assertThatThrownBy(() -> ScoringNetwork.of(NETWORK, Formula::parameter, Device.cpu(engine)))
                    .isInstanceOf(WrongArithmeticException.class)
                    .hasMessageContainingAll("Test processor", "3x3, 3 -> 32 channels, stride 2");
        }
    }

    private static String[] all(Engine engine) {
        return NetworkCheck.arithmetic(Device.cpu(engine)).settings().toArray(String[]::new);
    }

    @ParameterizedTest
    @EnumSource(TorchSetting.class)
    void score_withEveryRemedy_isTheSame(TorchSetting remedy) {
        String[] wrong = fasterThan(remedy);
        float[] expected = scores(Engine.ONNX_RUNTIME);
        try (Faults faults = Faults.in(folder, wrong)) {
            assertThat(faults).isNotNull();
            assertThat(scores(Engine.PYTORCH)).containsExactly(expected, within(2e-5f));
            assertThat(TorchSetting.current()).isEqualTo(remedy);
        }
    }

    private static String[] fasterThan(TorchSetting remedy) {
        List<String> all = TorchSetting.texts();
        return all.subList(0, all.indexOf(remedy.text())).toArray(String[]::new);
    }

    private static float[] scores(Engine engine) {
        float[] features = Formula.uniform("features/" + FRAMES, FRAMES * CstaNetwork.WIDTH, 0, 1);
        try (ScoringNetwork network = ScoringNetwork.of(NETWORK, Formula::parameter, Device.cpu(engine))) {
            return network.score(features);
        }
    }

    /** Runs the real check on the real library. */
    @ParameterizedTest
    @EnumSource(TorchSetting.class)
    void requireTraining_everyRemedy_isRightHere(TorchSetting remedy) {
        String[] wrong = fasterThan(remedy);
        try (Faults faults = Faults.in(folder, wrong)) {
            assertThat(faults).isNotNull();
            Verdict verdict = NetworkCheck.requireTraining(NETWORK, Device.cpu(Engine.PYTORCH));
            // A later one on a processor where the real library is incorrect.
            assertThat(TorchSetting.of(verdict.setting().orElseThrow()).orElseThrow())
                    .isGreaterThanOrEqualTo(remedy);
        }
    }

    @Test
    void convolutions_ofGoogLeNet_haveTheSizesOfTheirInputs() {
        List<Convolution> convolutions = NetworkCheck.convolutions(new GoogLeNet(), 224, 224);
        assertThat(convolutions)
                .contains(
                        Convolution.square(3, 64, 7, 2, 1, 224, 224),
                        Convolution.square(64, 192, 3, 1, 1, 56, 56),
                        Convolution.square(24, 64, 3, 1, 1, 14, 14),
                        Convolution.square(512, 112, 1, 1, 1, 14, 14),
                        Convolution.square(832, 384, 1, 1, 1, 7, 7))
                .doesNotHaveDuplicates();
    }

    @Test
    void convolutions_ofEfficientNetLite0_arePaddedAsByTensorFlow() {
        List<Convolution> convolutions = NetworkCheck.convolutions(new EfficientNetLite0(), 224, 224);
        assertThat(convolutions)
                .contains(
                        new Convolution(3, 32, 3, 3, 2, 1, 224, 224, Padding.SAME),
                        new Convolution(144, 144, 5, 5, 2, 144, 56, 56, Padding.SAME),
                        new Convolution(1152, 1152, 3, 3, 1, 1152, 7, 7, Padding.SAME),
                        new Convolution(320, 1280, 1, 1, 1, 1, 7, 7, Padding.SAME))
                .doesNotHaveDuplicates();
        assertThat(new Convolution(144, 144, 5, 5, 2, 144, 56, 56, Padding.SAME).text())
                .isEqualTo("5x5, 144 -> 144 channels, 144 groups, stride 2, padding SAME, 56x56");
    }

    /** Runs the real check on the real libraries. */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void requirePictures_efficientNetLite0_isRightHere(Engine engine) {
        try (Faults faults = Faults.in(folder)) {
            assertThat(faults).isNotNull();
            Verdict verdict = NetworkCheck.requirePictures(new EfficientNetLite0(), Device.cpu(engine));
            assertThat(verdict.isUsable()).isTrue();
        }
    }

    /** The convolution of conditional positions is checked too: over time, of each channel separately or of all. */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void of_wrongConvolutionsOfConditionalPositions_isRefused(Engine engine) {
        CstaOptions options = CstaOptions.of("cnn=mobilenet v2,positions=conditional,position_shape=time");
        try (Faults faults = Faults.of(folder, shape -> shape.windowHeight() < shape.windowWidth(), all(engine))) {
            assertThat(faults).isNotNull();
            assertThatThrownBy(() -> ScoringNetwork.of(options, Formula::parameter, Device.cpu(engine)))
                    .isInstanceOf(WrongArithmeticException.class)
                    .hasMessageContaining("1x3, 1280 -> 1280 channels, 1280 groups, 1x45");
        }
    }

    @Test
    void ofProcess_remembersForThisProcessor() {
        assertThat(NetworkCheck.OF_PROCESS.guard()).isSameAs(ArithmeticGuard.ofProcess());
        assertThat(CpuIdentity.here().name()).isNotBlank();
    }
}
