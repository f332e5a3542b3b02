package io.csta.nn.csta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import com.fasterxml.jackson.databind.JsonNode;
import io.csta.nn.CorrectTorch;
import io.csta.nn.backbone.Cnn;
import io.csta.nn.engine.Device;
import io.csta.nn.engine.Torch;
import io.csta.testing.Formula;
import io.csta.testing.Golden;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

public class VariantsTest {

    @BeforeAll
    static void requireCorrectTorch() {
        CorrectTorch.require(Cnn.values());
    }

    private static final int FRAMES = 48;

    static Stream<Arguments> cases() {
        JsonNode cases = Golden.json("variants.json").get("cases");
        assertThat(cases.size()).isGreaterThan(30);
        return StreamSupport.stream(cases.spliterator(), false).map(golden -> Arguments.of(words(golden), golden));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void score_everyPublishedOption_equalsThePublishedCode(Map<String, String> words, JsonNode golden) {
        if (golden.has("official_fails")) {
            assertThatThrownBy(() -> CstaOptions.of(words)).isInstanceOf(NetworkOptionException.class);
            return;
        }
        float[] expected = Golden.floats(golden.get("scores"));
        try (NDManager manager = Torch.manager(Device.cpu())) {
            CstaNetwork network = new CstaNetwork(CstaOptions.of(words));
            network.fill((key, shape) -> Formula.parameter(key, shape), manager);
            assertThat(scores(network, manager)).containsExactly(expected, within(2e-5f));
            network.fold(manager);
            assertThat(scores(network, manager)).containsExactly(expected, within(2e-5f));
        }
    }

    private static float[] scores(CstaNetwork network, NDManager manager) {
        float[] features = Formula.uniform("features/" + FRAMES, FRAMES * CstaNetwork.WIDTH, 0, 1);
        try (NDManager scope = manager.newSubManager();
                NDArray matrix = scope.create(features, new Shape(FRAMES, CstaNetwork.WIDTH));
                NDArray scores = network.score(new ParameterStore(manager, false), matrix)) {
            assertThat(scope.getManagedArrays().size()).isEqualTo(2); // the matrix and the scores
            return scores.toFloatArray();
        }
    }

    /** The options in the form of the authors' command line. */
    public static Map<String, String> words(JsonNode golden) {
        Map<String, String> words = new LinkedHashMap<>();
        golden.get("options").properties().forEach(option -> {
            JsonNode value = option.getValue();
            words.put(option.getKey(), value.isNull() ? "None" : value.asText());
        });
        return words;
    }
}
