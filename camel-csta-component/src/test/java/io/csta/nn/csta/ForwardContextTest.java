package io.csta.nn.csta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import com.fasterxml.jackson.databind.JsonNode;
import io.csta.checkpoint.Checkpoint;
import io.csta.checkpoint.Tensor;
import io.csta.nn.CorrectTorch;
import io.csta.nn.backbone.Cnn;
import io.csta.nn.backbone.GoogLeNet;
import io.csta.nn.engine.Device;
import io.csta.nn.engine.Torch;
import io.csta.nn.layer.BatchNorm2d;
import io.csta.nn.layer.ForwardContext;
import io.csta.nn.layer.ModelMismatchException;
import io.csta.nn.layer.StateDict;
import io.csta.testing.Formula;
import io.csta.testing.Golden;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardContextTest {

    @BeforeAll
    static void requireCorrectTorch() {
        CorrectTorch.require(Cnn.GOOGLENET);
    }

    private static final String ENGINE = "PyTorch";
    private static final CstaOptions STEADY = CstaOptions.published().withDropout(0, 0);

    private final NDManager manager = Torch.manager(Device.cpu());
    private final ParameterStore store = new ParameterStore(manager, false);
    private Runnable beforeBackward = () -> {};

    @AfterEach
    void close() {
        manager.close();
    }

    /** In double precision, as the golden values, so that rounding does not hide differences. */
    @Test
    void gradients_ofTheFirstGoldenStep_areThePublishedOnes() {
        assertFirstStep(DataType.FLOAT64, 1e-7, 1e-6);
    }

    /**
     * In single precision, rounding decides a tie of two values in a max pool, which changes the gradient norms of the early
     * layers by a few thousandths.
     */
    @Test
    void gradients_inSinglePrecision_areCloseToThePublishedOnes() {
        assertFirstStep(DataType.FLOAT32, 2e-5, 5e-3);
    }

    private void assertFirstStep(DataType precision, double lossTolerance, double normTolerance) {
        JsonNode golden = Golden.json("training.json");
        int frames = golden.get("frames").get(0).asInt();
        CstaNetwork network = byFormula(STEADY);
        network.parameters().values().forEach(parameter -> convert(parameter, precision));

        double loss = step(network, frames, 0, precision);

        assertThat(loss).isEqualTo(golden.get("losses").get(0).asDouble(), within(lossTolerance * loss));
        JsonNode norms = golden.get("gradient_norms_step_1");
        assertThat(norms.size()).isGreaterThan(100);
        Map<String, Parameter> parameters = network.parameters();
        norms.fieldNames().forEachRemaining(key -> {
            double expected = norms.get(key).asDouble();
            assertThat(norm(parameters.get(key)))
                    .as(key)
                    .isEqualTo(expected, within(Math.max(1e-7, normTolerance * expected)));
        });
        assertThat(parameters.values().stream().filter(Parameter::requiresGradient))
                .hasSize(norms.size());
    }

    @Test
    void step_manyTimes_leavesNoArrayBehind() {
        CstaNetwork network = byFormula(CstaOptions.published());
        step(network, 20, 1);
        int before = manager.getManagedArrays().size();
        for (int i = 0; i < 3; i++) {
            step(network, 20, i);
        }
        assertThat(manager.getManagedArrays().size()).isEqualTo(before);
    }

    /** DJL silently cuts gradients where it copies. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "cnn=resnet 18,positions=learned",
                "channels=changes,rows_per_frame=4,positions=none,balance=time",
                "cnn=mobilenet v2,cnn_role=values,positions=conditional,skip=cnn, with batch norm",
                "cnn=efficientnet b0,softmax=features,balance=up,scale=time,head=mean",
                "position_place=input,positions=conditional,position_shape=time,class_token=mixed after the softmax,skip=none",
                "position_place=input,positions=learned,class_token=none,skip=input, with batch norm",
                "cnn=resnet 18,embedding=none,class_token=mixed after the cnn,skip=input,softmax=none"
            })
    void step_ofAVariant_reachesEveryPart_andLeavesNoArrayBehind(String text) {
        CstaNetwork network = new CstaNetwork(CstaOptions.of(text));
        network.initialize(5, manager);
        step(network, 20, 1);
        int before = manager.getManagedArrays().size();
        step(network, 20, 2);
        assertThat(manager.getManagedArrays().size()).isEqualTo(before);

        Map<String, Double> parts = new LinkedHashMap<>();
        norms(network).forEach((key, norm) -> {
            assertThat(norm).as(key).isFinite();
            parts.merge(part(key), norm, Math::max);
        });
        assertThat(parts)
                .hasSizeGreaterThan(5)
                .allSatisfy((part, norm) -> assertThat(norm).as(part).isPositive());
    }

    /** A layer of the CNN, or another part of the network. */
    private static String part(String key) {
        String[] path = key.split("\\.", -1);
        return String.join(".", Arrays.copyOf(path, path.length > 3 ? 3 : 1));
    }

    /** Memory that PyTorch needs in the backward pass must not be released by Java during the forward pass. */
    @Test
    void gradients_afterJavaCollectedItsGarbage_areTheSame() {
        CstaNetwork network = byFormula(STEADY);
        step(network, 20, 1);
        Map<String, Double> undisturbed = norms(network);
        CstaNetwork disturbed = byFormula(STEADY);
        List<ByteBuffer> occupants = new ArrayList<>();
        beforeBackward = () -> {
            System.gc();
            for (int i = 0; i < 100_000; i++) {
                occupants.add(ByteBuffer.allocateDirect(Float.BYTES)
                        .order(ByteOrder.nativeOrder())
                        .putFloat(0, Float.NaN));
            }
        };
        step(disturbed, 20, 1);

        assertThat(occupants).isNotEmpty();
        assertThat(norms(disturbed)).isEqualTo(undisturbed);
    }

    private static Map<String, Double> norms(CstaNetwork network) {
        Map<String, Double> norms = new LinkedHashMap<>();
        network.parameters().forEach((key, parameter) -> {
            if (parameter.requiresGradient()) {
                norms.put(key, norm(parameter));
            }
        });
        return norms;
    }

    @Test
    void scoreInTraining_sameSeed_givesTheSameBits_andAnotherSeedOthers() {
        CstaNetwork network = byFormula(CstaOptions.published());
        float[] scores = scores(network, 20, 7);
        assertThat(scores(network, 20, 7)).containsExactly(scores);
        assertThat(scores(network, 20, 8)).isNotEqualTo(scores);
    }

    @Test
    void scoreInTraining_updatesRunningStatistics_asPyTorchDoes() {
        CstaNetwork network = byFormula(STEADY);
        Parameter mean = network.parameters().get("layernorm1.running_mean");
        Parameter variance = network.parameters().get("layernorm1.running_var");
        network.parameters().get("layernorm1.weight").getArray().muli(0).addi(1);
        float meanBefore = mean.getArray().toFloatArray()[0];
        float varianceBefore = variance.getArray().toFloatArray()[0];

        BatchNorm2d norm = new BatchNorm2d(1, 1e-5f);
        StateDict.fill(
                norm, (key, shape) -> new float[] {key.equals("running_var") ? varianceBefore : meanBefore}, manager);
        NDArray input = manager.create(new float[] {1, 2, 3, 6}, new Shape(1, 1, 2, 2));
        norm.forward(input, ForwardContext.training(store, 0)).close();

        Map<String, Parameter> after = StateDict.parameters(norm);
        assertThat(after.get("running_mean").getArray().toFloatArray()[0])
                .isEqualTo(0.9f * meanBefore + 0.1f * 3, within(1e-6f));
        assertThat(after.get("running_var").getArray().toFloatArray()[0])
                .isEqualTo(0.9f * varianceBefore + 0.1f * 14 / 3, within(1e-6f));

        scores(network, 20, 0);
        assertThat(mean.getArray().toFloatArray()[0]).isNotEqualTo(meanBefore);
    }

    @Test
    void initialize_sameSeed_givesTheSameBits_andWhatPyTorchWouldDrawFrom() {
        CstaNetwork network = new CstaNetwork();
        network.initialize(123456, manager);
        CstaNetwork again = new CstaNetwork();
        again.initialize(123456, manager);
        network.parameters().forEach((key, parameter) -> assertThat(
                        Arrays.equals(values(again, key), parameter.getArray().toFloatArray()))
                .as(key)
                .isTrue());

        assertSpread(values(network, "key_embedding.weight"), 1 / Math.sqrt(1024));
        assertSpread(values(network, "key_embedding.bias"), 1 / Math.sqrt(1024));
        assertSpread(values(network, "googlenet.conv3.conv.weight"), 1 / Math.sqrt(64 * 9));
        assertSpread(values(network, "linear1.0.weight"), Math.sqrt(2 * 6.0 / 2048));
        assertThat(values(network, "linear1.0.bias")).containsOnly(0.1f);
        assertThat(values(network, "CLS")).containsOnly(0);
        assertThat(values(network, "googlenet.conv3.bn.running_var")).containsOnly(1);
        assertThat(network.parameters().get("CLS").requiresGradient()).isTrue();
        assertThat(network.parameters().get("googlenet.conv3.bn.running_var").requiresGradient())
                .isFalse();
    }

    @Test
    void initializeBackbone_takesTheCnnOnly_andKeepsItTrainable() {
        CstaNetwork network = new CstaNetwork();
        network.initialize(1, manager);
        float[] embedding = values(network, "key_embedding.weight");
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        StateDict.parameters(new GoogLeNet()).forEach((key, parameter) -> {
            long[] shape = parameter.getShape().getShape();
            tensors.put(key, Tensor.of(Formula.parameter("extractor." + key, shape), shape));
        });
        tensors.put("fc.weight", Tensor.of(new float[1], 1));
        tensors.put("aux1.fc1.bias", Tensor.of(new float[1], 1));

        network.initializeBackbone(Checkpoint.of(tensors));

        assertThat(values(network, "googlenet.conv1.conv.weight"))
                .isEqualTo(tensors.get("conv1.conv.weight").toFloats());
        assertThat(network.parameters()
                        .get("googlenet.conv1.conv.weight")
                        .getArray()
                        .hasGradient())
                .isTrue();
        assertThat(values(network, "key_embedding.weight")).isEqualTo(embedding);
        tensors.remove("conv1.conv.weight");
        assertThatThrownBy(() -> network.initializeBackbone(Checkpoint.of(tensors)))
                .isInstanceOf(ModelMismatchException.class)
                .hasMessageContaining("GoogLeNet: 1 missing: conv1.conv.weight");
    }

    private CstaNetwork byFormula(CstaOptions options) {
        CstaNetwork network = new CstaNetwork(options);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        network.parameters().forEach((key, parameter) -> {
            long[] shape = parameter.getShape().getShape();
            tensors.put(key, Tensor.of(Formula.parameter(key, shape), shape));
        });
        network.loadTrainable(Checkpoint.of(tensors), manager);
        return network;
    }

    private void convert(Parameter parameter, DataType precision) {
        NDArray values = parameter.getArray().toType(precision, true);
        parameter.close();
        parameter.setInitializer((owner, shape, type) -> values);
        parameter.initialize(manager, precision);
    }

    private void step(CstaNetwork network, int frames, long seed) {
        step(network, frames, seed, DataType.FLOAT32);
    }

    /** Adds the gradients of one video; returns its loss. */
    private double step(CstaNetwork network, int frames, long seed, DataType precision) {
        try (NDManager scope = manager.newSubManager();
                GradientCollector collector = Engine.getEngine(ENGINE).newGradientCollector()) {
            NDArray target = scope.create(Formula.uniform("gtscore/" + frames, frames, 0, 1))
                    .toType(precision, false);
            NDArray scores =
                    network.scoreInTraining(store, features(frames, scope).toType(precision, false), seed);
            NDArray loss = scores.sub(target).square().mean();
            beforeBackward.run();
            collector.backward(loss);
            return loss.toType(DataType.FLOAT64, false).getDouble();
        }
    }

    private float[] scores(CstaNetwork network, int frames, long seed) {
        try (NDManager scope = manager.newSubManager()) {
            return network.scoreInTraining(store, features(frames, scope), seed).toFloatArray();
        }
    }

    private static NDArray features(int frames, NDManager scope) {
        return scope.create(Formula.uniform("train/" + frames, frames * 1024, 0, 1), new Shape(frames, 1024));
    }

    private static double norm(Parameter parameter) {
        try (NDArray gradient = parameter.getArray().getGradient()) {
            double squares = 0;
            for (double value : gradient.toType(DataType.FLOAT64, false).toDoubleArray()) {
                squares += value * value;
            }
            return Math.sqrt(squares);
        }
    }

    private static float[] values(CstaNetwork network, String key) {
        return network.parameters().get(key).getArray().toFloatArray();
    }

    /** Checks that values fill the range and are centred, as in a uniform sample. */
    private static void assertSpread(float[] values, double bound) {
        double sum = 0;
        double largest = 0;
        for (float value : values) {
            sum += value;
            largest = Math.max(largest, Math.abs(value));
        }
        assertThat(largest).isBetween(0.98 * bound, bound);
        assertThat(sum / values.length).isEqualTo(0, within(4 * bound / Math.sqrt(values.length)));
    }
}
