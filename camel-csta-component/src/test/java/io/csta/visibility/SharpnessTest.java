package io.csta.visibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SharpnessTest {

    private static final int SIZE = 100;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 255})
    void sharpness_ofOneColour_isZero(int level) {
        assertThat(grey(SIZE, SIZE, (x, y) -> level)).isZero();
    }

    @Test
    void sharpness_ofNoise_isAboutTwo() {
        int[] noise = new Random(1).ints(SIZE * SIZE, 0, 256).toArray();
        assertThat(grey(SIZE, SIZE, (x, y) -> noise[y * SIZE + x])).isCloseTo(2, within(0.1f));
    }

    @Test
    void sharpness_ofBlurredEdges_isLower() {
        float sharp = grey(SIZE, SIZE, (x, y) -> x / 10 % 2 * 255);
        float blurred = grey(SIZE, SIZE, (x, y) -> (int) (127.5 + 127.5 * Math.sin(Math.PI * x / 10)));
        assertThat(blurred).isPositive().isLessThan(sharp / 2);
    }

    @Test
    void sharpness_isIndependentOfContrastAndBrightness() {
        float full = grey(SIZE, SIZE, (x, y) -> x / 10 % 2 * 240);
        assertThat(grey(SIZE, SIZE, (x, y) -> 100 + x / 10 % 2 * 24)).isCloseTo(full, within(1e-4f));
    }

    @Test
    void sharpness_ofEdgesInEitherDirection_isEqual() {
        float vertical = grey(SIZE, SIZE, (x, y) -> x / 10 % 2 * 255);
        assertThat(grey(SIZE, SIZE, (x, y) -> y / 10 % 2 * 255)).isCloseTo(vertical, within(1e-4f));
    }

    /** Each of the two neighbours of the one pixel that has both differs by twice the standard deviation. */
    @Test
    void sharpness_ofTheSmallestChequerboard_isFour() {
        assertThat(grey(2, 2, (x, y) -> (x + y) % 2 * 255)).isCloseTo(4, within(1e-4f));
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "1, 1, 3", "1, 4, 12", "4, 1, 12", "2, 2, 11", "2, 2, 13"})
    void sharpness_ofAnImageThatIsTooSmallOrIncomplete_isRefused(int width, int height, int bytes) {
        assertThatThrownBy(() -> Sharpness.of(new byte[bytes], width, height))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an image of %dx%d with %d bytes: expected at least 2x2, and three bytes per pixel"
                        .formatted(width, height, bytes));
    }

    private static float grey(int width, int height, IntBinaryOperator level) {
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) level.applyAsInt(i / 3 % width, i / 3 / width);
        }
        return Sharpness.of(rgb, width, height);
    }
}
