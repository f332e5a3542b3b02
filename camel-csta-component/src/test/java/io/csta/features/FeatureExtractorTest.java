package io.csta.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.csta.nn.NotFiniteException;
import io.csta.nn.PictureCnn;
import io.csta.nn.PictureNetwork;
import io.csta.nn.engine.Device;
import io.csta.nn.engine.Engine;
import io.csta.testing.Formula;
import io.csta.testing.Golden;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FeatureExtractorTest {

    @Test
    void embed_goldenImage_equalsThePublishedCode() {
        JsonNode cases = Golden.json("extractor.json").get("cases");
        assertThat(cases).isNotEmpty();
        try (FeatureExtractor extractor = FeatureExtractor.of(
                PictureCnn.GOOGLENET, (key, shape) -> Formula.parameter("extractor." + key, shape), Device.cpu())) {
            for (JsonNode golden : cases) {
                String name = golden.get("input").asText().split("'", 3)[1];
                float[] image = Formula.uniform(name, 3 * 224 * 224, -2, 2);
                assertThat(extractor.embed(buffer(image), 1)[0])
                        .as(name)
                        .containsExactly(Golden.floats(golden.get("feature")), within(1e-5f));
            }
        }
    }

    /** As the walk uses it: many pictures at once, of which the first and the last are the golden one. */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void embed_goldenImageInABatch_equalsThePublishedCode(Engine engine) {
        JsonNode golden = Golden.json("extractor.json").get("cases").get(0);
        String name = golden.get("input").asText().split("'", 3)[1];
        float[] image = Formula.uniform(name, 3 * 224 * 224, -2, 2);
        float[] expected = Golden.floats(golden.get("feature"));
        int batch = FeatureExtractor.BATCH;
        FloatBuffer pictures = PictureNetwork.buffer(batch, ImageTransform.SIZE, ImageTransform.SIZE);
        for (int i = 0; i < batch; i++) {
            pictures.put(i == 0 || i == batch - 1 ? image : Formula.uniform("other " + i, image.length, -2, 2));
        }
        try (FeatureExtractor extractor = FeatureExtractor.of(
                PictureCnn.GOOGLENET,
                (key, shape) -> Formula.parameter("extractor." + key, shape),
                Device.cpu(engine))) {
            float[][] vectors = extractor.embed(pictures.rewind(), batch);
            assertThat(vectors[0]).containsExactly(expected, within(1e-5f));
            assertThat(vectors[batch - 1]).containsExactly(expected, within(1e-5f));
        }
    }

    @Test
    void extract_weightsThatRunAway_isRefused() {
        try (FeatureExtractor extractor = FeatureExtractor.of(
                PictureCnn.GOOGLENET,
                (key, shape) -> scaled(Formula.parameter("extractor." + key, shape), 1e20f),
                Device.cpu())) {
            List<byte[]> pictures = List.of(noise(1));
            assertThatThrownBy(() -> extractor.extract(pictures))
                    .isInstanceOf(NotFiniteException.class)
                    .hasMessageContaining("csta doctor")
                    .hasMessageNotContaining("\n");
        }
    }

    private static float[] scaled(float[] values, float factor) {
        float[] scaled = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            scaled[i] = values[i] * factor;
        }
        return scaled;
    }

    @Test
    void extract_pictures_givesUnitVectorsWhateverTheBatch() {
        try (FeatureExtractor extractor = FeatureExtractor.of(
                PictureCnn.GOOGLENET, (key, shape) -> Formula.parameter("extractor." + key, shape), Device.cpu())) {
            List<byte[]> pictures = List.of(noise(1), noise(2), noise(3));
            float[][] together = extractor.extract(pictures);
            for (int i = 0; i < pictures.size(); i++) {
                float[] alone = extractor.extract(List.of(pictures.get(i)))[0];
                assertThat(together[i]).containsExactly(alone, within(1e-5f));
                double squares = 0;
                for (float value : alone) {
                    squares += value * value;
                }
                assertThat(squares).isCloseTo(1, within(1e-5));
            }
        }
    }

    private static FloatBuffer buffer(float[] image) {
        return PictureNetwork.buffer(1, ImageTransform.SIZE, ImageTransform.SIZE)
                .put(image)
                .rewind();
    }

    private static byte[] noise(long seed) {
        byte[] picture = new byte[ImageTransform.SIZE * ImageTransform.SIZE * 3];
        new Random(seed).nextBytes(picture);
        return picture;
    }
}
