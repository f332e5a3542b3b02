package io.csta.features;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.csta.testing.Golden;
import io.csta.testing.Pictures;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class ImageTransformTest {

    @Test
    void apply_goldenPictures_isWithinOneGreyLevelOfTorchvision() throws IOException {
        JsonNode cases = Golden.json("transform.json").get("cases");
        assertThat(cases).isNotEmpty();
        for (JsonNode golden : cases) {
            BufferedImage source = read(golden.get("source").asText());
            byte[] expected = Pictures.rgb(read(golden.get("expected").asText()));
            byte[] actual = ImageTransform.apply(Pictures.rgb(source), source.getWidth(), source.getHeight());
            assertThat(actual).hasSameSizeAs(expected);
            int worst = 0;
            for (int i = 0; i < actual.length; i++) {
                worst = Math.max(worst, Math.abs((actual[i] & 0xff) - (expected[i] & 0xff)));
            }
            assertThat(worst).as(golden.get("source").asText()).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void apply_onePixel_fillsTheCropWithIt() {
        byte[] crop = ImageTransform.apply(new byte[] {7, 7, 7}, 1, 1);
        byte[] expected = new byte[224 * 224 * 3];
        Arrays.fill(expected, (byte) 7);
        assertThat(crop).containsExactly(expected);
    }

    private static BufferedImage read(String name) throws IOException {
        try (InputStream in = Golden.open("transform/" + name)) {
            return ImageIO.read(in);
        }
    }
}
