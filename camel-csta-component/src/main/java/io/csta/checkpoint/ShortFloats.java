package io.csta.checkpoint;

/**
 * The two 16-bit floating-point formats, in plain Java.
 *
 * <p>Widening is exact. Narrowing rounds to the nearest value, ties to the even one, in one step from double: a float
 * widens to double exactly, so there is no second rounding. Values that are too large become infinite; NaN stays NaN.
 */
final class ShortFloats {

    private static final Format HALF = new Format(10, -14);
    private static final Format BFLOAT = new Format(7, -126);

    private ShortFloats() {}

    static float fromHalf(short bits) {
        int sign = (bits & 0x8000) << 16;
        int exponent = (bits >> 10) & 0x1f;
        int mantissa = bits & 0x3ff;
        if (exponent == 0) {
            return Math.copySign(mantissa * 0x1p-24f, Float.intBitsToFloat(sign));
        }
        int widened = exponent == 0x1f ? 0xff : exponent + 127 - 15;
        return Float.intBitsToFloat(sign | (widened << 23) | (mantissa << 13));
    }

    static float fromBfloat(short bits) {
        return Float.intBitsToFloat(bits << 16);
    }

    static short toHalf(double value) {
        return HALF.encode(value);
    }

    static short toBfloat(double value) {
        return BFLOAT.encode(value);
    }

    /**
     * A format of one sign bit, the exponent, and {@code mantissaBits}: 16 bits in total.
     *
     * @param mantissaBits stored bits of the mantissa
     * @param minExponent exponent of the smallest normal number; the bias is {@code 1 - minExponent}
     */
    private record Format(int mantissaBits, int minExponent) {

        short encode(double value) {
            int sign = value < 0 || 1 / value < 0 ? 0x8000 : 0;
            int infinity = (0x7fff >> mantissaBits) << mantissaBits;
            if (Double.isNaN(value)) {
                return (short) (infinity | (1 << (mantissaBits - 1)));
            }
            double magnitude = Math.abs(value);
            int exponent = Math.max(Math.getExponent(magnitude), minExponent);
            if (exponent > 1 - minExponent) {
                return (short) (sign | infinity);
            }
            // The mantissa with its leading one; a subnormal number has none, and a carry moves to the next exponent.
            int mantissa = (int) Math.rint(Math.scalb(magnitude, mantissaBits - exponent));
            return (short) (sign | (((exponent - minExponent) << mantissaBits) + mantissa));
        }
    }
}
