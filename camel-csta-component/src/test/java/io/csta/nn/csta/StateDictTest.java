package io.csta.nn.csta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import com.fasterxml.jackson.databind.JsonNode;
import io.csta.checkpoint.Checkpoint;
import io.csta.checkpoint.Tensor;
import io.csta.nn.backbone.GoogLeNet;
import io.csta.nn.engine.Device;
import io.csta.nn.engine.Torch;
import io.csta.nn.layer.ModelMismatchException;
import io.csta.nn.layer.StateDict;
import io.csta.testing.Golden;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StateDictTest {

    @Test
    void parameters_ofCsta_areThoseOfThePublishedModel() {
        Map<String, long[]> published = published("csta_googlenet");
        published
                .keySet()
                .removeIf(key -> key.endsWith("num_batches_tracked")
                        || key.equals("Positional_encoding_op.pe")
                        || key.startsWith("googlenet.fc."));
        assertSame(StateDict.parameters(new CstaNetwork()), published);
    }

    @Test
    void parameters_ofGoogLeNet_areThoseOfTorchvision() {
        Map<String, long[]> published = published("torchvision_googlenet");
        published
                .keySet()
                .removeIf(key -> key.endsWith("num_batches_tracked")
                        || key.startsWith("fc.")
                        || key.startsWith("aux1.")
                        || key.startsWith("aux2."));
        assertSame(StateDict.parameters(new GoogLeNet()), published);
    }

    @Test
    void load_everythingThatPublishedFilesHold_fits() {
        try (NDManager owner = Torch.manager(Device.cpu())) {
            new CstaNetwork().load(Checkpoint.of(tensors("csta_googlenet")), owner);
            new GoogLeNet().load(Checkpoint.of(tensors("torchvision_googlenet")), owner);
        }
    }

    @Test
    void load_missingUnexpectedAndMisshapenTensors_areAllListedAtOnce() {
        Map<String, Tensor> tensors = tensors("csta_googlenet");
        tensors.remove("CLS");
        tensors.remove("linear1.3.bias");
        tensors.put("layernorm9.weight", Tensor.of(new float[1], 1));
        tensors.put("key_embedding.bias", Tensor.of(new float[7], 7));
        try (NDManager owner = Torch.manager(Device.cpu())) {
            assertThatThrownBy(() -> new CstaNetwork().load(Checkpoint.of(tensors), owner))
                    .isInstanceOf(ModelMismatchException.class)
                    .hasMessageContaining("2 missing: CLS, linear1.3.bias")
                    .hasMessageContaining("1 unexpected: layernorm9.weight")
                    .hasMessageContaining("1 of the wrong shape: key_embedding.bias is [7] and should be [1024]");
        }
    }

    @Test
    void load_aValueThatIsNoNumber_namesTheTensor() {
        Map<String, Tensor> tensors = tensors("csta_googlenet");
        tensors.put("linear2.0.bias", Tensor.of(new float[] {Float.NaN}, 1));
        try (NDManager owner = Torch.manager(Device.cpu())) {
            assertThatThrownBy(() -> new CstaNetwork().load(Checkpoint.of(tensors), owner))
                    .isInstanceOf(ModelMismatchException.class)
                    .hasMessageContaining("linear2.0.bias")
                    .hasMessageContaining("NaN");
        }
    }

    private static void assertSame(Map<String, Parameter> actual, Map<String, long[]> published) {
        assertThat(actual).hasSizeGreaterThan(200).containsOnlyKeys(published.keySet());
        published.forEach((key, shape) ->
                assertThat(actual.get(key).getShape().getShape()).as(key).containsExactly(shape));
    }

    private static Map<String, Tensor> tensors(String model) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        published(model).forEach((key, shape) -> {
            int count = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
            tensors.put(key, Tensor.of(new float[count], shape));
        });
        return tensors;
    }

    /** Key and shape of every tensor of a published model. */
    private static Map<String, long[]> published(String model) {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        for (JsonNode entry : Golden.json("state_dicts.json").get(model)) {
            long[] shape = new long[entry.get(1).size()];
            Arrays.setAll(shape, i -> entry.get(1).get(i).asLong());
            shapes.put(entry.get(0).asText(), shape);
        }
        return shapes;
    }
}
