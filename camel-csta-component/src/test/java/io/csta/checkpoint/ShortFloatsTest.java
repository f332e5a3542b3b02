package io.csta.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ShortFloatsTest {

    private static final int PATTERNS = 1 << 16;

    @Test
    void half_everyPattern_widensByTheFormulaAndNarrowsBack() {
        for (int bits = 0; bits < PATTERNS; bits++) {
            float value = ShortFloats.fromHalf((short) bits);
            double expected = byFormula(bits, 10, 15);
            assertThat(Double.valueOf(value)).as("%04x", bits).isEqualTo(Double.valueOf(expected));
            if (!Float.isNaN(value)) {
                assertThat(ShortFloats.toHalf(value)).as("%04x", bits).isEqualTo((short) bits);
            }
        }
    }

    @Test
    void bfloat_everyPattern_widensByTheFormulaAndNarrowsBack() {
        for (int bits = 0; bits < PATTERNS; bits++) {
            float value = ShortFloats.fromBfloat((short) bits);
            assertThat(Double.valueOf(value)).as("%04x", bits).isEqualTo(Double.valueOf(byFormula(bits, 7, 127)));
            if (!Float.isNaN(value)) {
                assertThat(ShortFloats.toBfloat(value)).as("%04x", bits).isEqualTo((short) bits);
            }
        }
    }

    @Test
    void narrowing_midpoints_goToTheEvenNeighbour() {
        for (int bits = 0; bits < 0x7bff; bits++) {
            double below = ShortFloats.fromHalf((short) bits);
            double above = ShortFloats.fromHalf((short) (bits + 1));
            int even = bits + (bits & 1);
            double middle = (below + above) / 2;
            assertThat(ShortFloats.toHalf(middle)).isEqualTo((short) even);
            assertThat(ShortFloats.toHalf(-middle)).isEqualTo((short) (even | 0x8000));
            assertThat(ShortFloats.toHalf(Math.nextUp(middle))).isEqualTo((short) (bits + 1));
            assertThat(ShortFloats.toHalf(Math.nextDown(middle))).isEqualTo((short) bits);
        }
    }

    @Test
    void bfloat_anyFloat_roundsLikeTheUpperHalfOfItsBits() {
        Random random = new Random(7);
        for (int i = 0; i < 200_000; i++) {
            float value = Float.intBitsToFloat(random.nextInt());
            if (!Float.isNaN(value)) {
                int bits = Float.floatToRawIntBits(value);
                int expected = (bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16;
                assertThat(ShortFloats.toBfloat(value)).as("%08x", bits).isEqualTo((short) expected);
            }
        }
    }

    @Test
    void narrowing_extremes_areInfiniteOrNaN() {
        assertThat(ShortFloats.toHalf(65519.999)).isEqualTo((short) 0x7bff);
        assertThat(ShortFloats.toHalf(65520)).isEqualTo((short) 0x7c00);
        assertThat(ShortFloats.toHalf(Double.MAX_VALUE)).isEqualTo((short) 0x7c00);
        assertThat(ShortFloats.toHalf(-1e300)).isEqualTo((short) 0xfc00);
        assertThat(ShortFloats.toHalf(Double.MIN_VALUE)).isZero();
        assertThat(ShortFloats.fromHalf(ShortFloats.toHalf(Double.NaN))).isNaN();
        assertThat(ShortFloats.toBfloat(1e300)).isEqualTo((short) 0x7f80);
        assertThat(ShortFloats.fromBfloat(ShortFloats.toBfloat(Double.NaN))).isNaN();
    }

    private static double byFormula(int bits, int mantissaBits, int bias) {
        int infinite = (1 << (15 - mantissaBits)) - 1;
        int exponent = (bits & 0x7fff) >> mantissaBits;
        int mantissa = bits & ((1 << mantissaBits) - 1);
        double sign = bits >= 0x8000 ? -1 : 1;
        if (exponent == infinite) {
            return mantissa == 0 ? sign * Double.POSITIVE_INFINITY : Double.NaN;
        }
        double fraction = mantissa / (double) (1 << mantissaBits);
        return sign
                * (exponent == 0 ? fraction * Math.pow(2, 1 - bias) : (1 + fraction) * Math.pow(2, exponent - bias));
    }
}
