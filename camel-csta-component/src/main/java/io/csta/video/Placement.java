package io.csta.video;

/**
 * Where a picture goes on a canvas, in pixels of the canvas; all even, since colours are stored for pairs of pixels.
 *
 * @param x columns on its left
 * @param y rows above it
 * @param width of the picture
 * @param height of the picture
 */
record Placement(int x, int y, int width, int height) {

    /** Shapes that differ by less fill the canvas: a pixel or two of distortion is better than a thin black line. */
    private static final double UNNOTICED = 0.02;

    /** The whole of a canvas. */
    static Placement whole(int width, int height) {
        return new Placement(0, 0, width, height);
    }

    /**
     * As large as fits, undistorted and in the middle.
     *
     * @param width of the canvas, even
     * @param height of the canvas, even
     * @param shape how many times as wide as the canvas the picture would be at the same height
     */
    static Placement inside(int width, int height, double shape) {
        if (Math.abs(shape - 1) < UNNOTICED) {
            return whole(width, height);
        }
        int inner = evenAtLeastTwo(shape > 1 ? height / shape : width * shape);
        return shape > 1
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
