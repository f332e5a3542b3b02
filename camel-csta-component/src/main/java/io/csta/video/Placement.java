package io.csta.video;

/**
 * The place of a picture on a canvas, in pixels of the canvas; all even, because colours are stored for pairs of pixels.
 *
 * @param x columns on its left
 * @param y rows above it
 * @param width of the picture
 * @param height of the picture
 */
record Placement(int x, int y, int width, int height) {

    /** Below this difference in aspect ratio, the picture fills the canvas: slight distortion is better than a thin bar. */
    private static final double NEGLIGIBLE = 0.02;

    /** The whole of a canvas. */
    static Placement whole(int width, int height) {
        return new Placement(0, 0, width, height);
    }

    /**
     * The largest centred placement without distortion.
     *
     * @param width of the canvas, even
     * @param height of the canvas, even
     * @param aspect the aspect ratio of the picture, divided by that of the canvas
     */
    static Placement inside(int width, int height, double aspect) {
        if (Math.abs(aspect - 1) < NEGLIGIBLE) {
            return whole(width, height);
        }
        int inner = evenAtLeastTwo(aspect > 1 ? height / aspect : width * aspect);
        return aspect > 1
                ? new Placement(0, even((height - inner) / 2.0), width, inner)
                : new Placement(even((width - inner) / 2.0), 0, inner, height);
    }

    private static int evenAtLeastTwo(double pixels) {
        return Math.max(2, even(pixels));
    }

    private static int even(double pixels) {
        return (int) pixels & ~1;
    }
}
