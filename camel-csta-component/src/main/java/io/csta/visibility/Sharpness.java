package io.csta.visibility;

/** How sharp an image is: a blurred one has no steep edges. */
public final class Sharpness {

    /** Weights of red, green and blue in brightness (BT.601), in 256ths. */
    private static final int RED = 77;

    private static final int GREEN = 150;
    private static final int BLUE = 29;
    private static final double WHITE = 255 * 256.0;

    private Sharpness() {}

    /**
     * The mean squared difference in brightness between neighbouring pixels, relative to the variance of brightness: independent of
     * contrast, and lower for blurred images.
     *
     * @param rgb {@code height x width x 3} bytes
     * @param width at least 2
     * @param height at least 2
     * @return 0 for an image of one colour, about 2 for noise, 4 for a chequerboard
     * @throws IllegalArgumentException if the image is smaller, or the number of bytes does not match
     */
    public static float of(byte[] rgb, int width, int height) {
        if (width < 2 || height < 2 || rgb.length != 3L * width * height) {
            throw new IllegalArgumentException(
                    "an image of %dx%d with %d bytes: expected at least 2x2, and three bytes per pixel"
                            .formatted(width, height, rgb.length));
        }
        double sum = 0;
        double squares = 0;
        double steps = 0;
        double[] above = new double[width];
        for (int y = 0; y < height; y++) {
            double left = 0;
            for (int x = 0; x < width; x++) {
                double here = brightness(rgb, 3 * (y * width + x));
                sum += here;
                squares += here * here;
                if (x > 0 && y > 0) {
                    steps += ((here - left) * (here - left) + (here - above[x]) * (here - above[x])) / 2;
                }
                left = here;
                above[x] = here;
            }
        }
        double pixels = (double) width * height;
        double variance = squares / pixels - (sum / pixels) * (sum / pixels);
        double step = steps / ((width - 1.0) * (height - 1.0));
        return variance < 1e-6 ? 0 : (float) (step / variance);
    }

    private static double brightness(byte[] rgb, int at) {
        return (RED * (rgb[at] & 0xff) + GREEN * (rgb[at + 1] & 0xff) + BLUE * (rgb[at + 2] & 0xff)) / WHITE;
    }
}
