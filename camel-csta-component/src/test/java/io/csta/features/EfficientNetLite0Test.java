package io.csta.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.csta.checkpoint.Checkpoint;
import io.csta.nn.PictureCnn;
import io.csta.nn.engine.Device;
import io.csta.nn.engine.Engine;
import io.csta.testing.Golden;
import io.csta.testing.Pictures;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The shipped weights on both engines, compared with the package that they come from. */
class EfficientNetLite0Test {

    @ParameterizedTest
    @EnumSource(Engine.class)
    void extract_realPictures_equalsThePythonPackage(Engine engine) throws IOException {
        JsonNode cases = Golden.json("efficientnet-lite0/expected.json").get("cases");
        assertThat(cases).isNotEmpty();
        List<byte[]> pictures = new ArrayList<>();
        for (JsonNode golden : cases) {
            pictures.add(Pictures.golden(
                    "efficientnet-lite0/" + golden.get("picture").asText()));
        }
        try (FeatureExtractor extractor =
                FeatureExtractor.of(PictureCnn.EFFICIENTNET_LITE0, weights(), Device.cpu(engine))) {
            assertThat(extractor.width()).isEqualTo(1280);
            float[][] vectors = extractor.extract(pictures);
            for (int i = 0; i < vectors.length; i++) {
                assertThat(vectors[i])
                        .as(cases.get(i).get("picture").asText())
                        .containsExactly(Golden.floats(cases.get(i).get("feature")), within(1e-5f));
            }
        }
    }

    private static Checkpoint weights() throws IOException {
        try (InputStream in =
                FeatureExtractor.class.getResourceAsStream("/io/csta/model/efficientnet-lite0.safetensors")) {
            assertThat(in).isNotNull();
            return Checkpoint.ofSafetensors(in.readAllBytes());
        }
    }
}
