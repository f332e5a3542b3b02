package io.csta.features;

import io.csta.nn.PictureNetwork;

/**
 * The transform before normalization: the shorter side is resized to 256 and the middle 224 x 224 are kept, as torchvision does
 * for GoogLeNet. EfficientNet-Lite0 was evaluated on the same part of a picture, resized by another filter.
 *
 * <p>Resizing is bilinear with antialiasing, as in Pillow: a triangle filter as wide as the step between output
 * pixels, first along rows, then along columns, rounded to whole grey levels in between. Only pixels of the crop are
 * computed.
 */
public final class ImageTransform {

    /** Width and height of the result, in pixels. */
    public static final int SIZE = PictureNetwork.SIDE;

    private static final int SHORTER_SIDE = 256;
    private static final int CHANNELS = 3;

    private ImageTransform() {}

    /**
     * Resizes and crops a picture.
     *
     * @param rgb packed rows of red, green and blue bytes, {@code [height, width, 3]}
     * @return {@code [224, 224, 3]}
     */
    public static byte[] apply(byte[] rgb, int width, int height) {
        int shorter = Math.min(width, height);
        // torchvision truncates the longer side instead of rounding it.
        int scaledWidth = width == shorter ? SHORTER_SIDE : (int) ((long) SHORTER_SIDE * width / shorter);
        int scaledHeight = height == shorter ? SHORTER_SIDE : (int) ((long) SHORTER_SIDE * height / shorter);
        Taps across = new Taps(width, scaledWidth, cropStart(scaledWidth));
        Taps down = new Taps(height, scaledHeight, cropStart(scaledHeight));
        int firstRow = down.first[0];
        int rows = down.first[SIZE - 1] + down.weights[SIZE - 1].length - firstRow;
        byte[] narrowed = new byte[rows * SIZE * CHANNELS];
        for (int row = 0; row < rows; row++) {
            narrowRow(rgb, (firstRow + row) * width * CHANNELS, across, narrowed, row * SIZE * CHANNELS);
        }
        byte[] result = new byte[SIZE * SIZE * CHANNELS];
        for (int row = 0; row < SIZE; row++) {
            blendRows(narrowed, down.first[row] - firstRow, down.weights[row], result, row * SIZE * CHANNELS);
        }
        return result;
    }

    /** The first pixel of the crop; torchvision rounds half to even. */
    private static int cropStart(int scaled) {
        return (int) Math.rint((scaled - SIZE) / 2.0);
    }

    private static void narrowRow(byte[] source, int from, Taps taps, byte[] target, int to) {
        for (int x = 0; x < SIZE; x++) {
            float[] weights = taps.weights[x];
            int at = from + taps.first[x] * CHANNELS;
            float red = 0;
            float green = 0;
            float blue = 0;
            for (float weight : weights) {
                red += weight * (source[at] & 0xff);
                green += weight * (source[at + 1] & 0xff);
                blue += weight * (source[at + 2] & 0xff);
                at += CHANNELS;
            }
            target[to + x * CHANNELS] = level(red);
            target[to + x * CHANNELS + 1] = level(green);
            target[to + x * CHANNELS + 2] = level(blue);
        }
    }

    private static void blendRows(byte[] source, int firstRow, float[] weights, byte[] target, int to) {
        float[] sums = new float[SIZE * CHANNELS];
        for (int tap = 0; tap < weights.length; tap++) {
            float weight = weights[tap];
            int from = (firstRow + tap) * SIZE * CHANNELS;
            for (int i = 0; i < sums.length; i++) {
                sums[i] += weight * (source[from + i] & 0xff);
            }
        }
        for (int i = 0; i < sums.length; i++) {
            target[to + i] = level(sums[i]);
        }
    }

    private static byte level(float value) {
        return (byte) Math.min(255, Math.max(0, (int) (value + 0.5f)));
    }

    /** For each of the crop's pixels along one axis, the source pixels that it averages and their weights. */
    private static final class Taps {
        final int[] first = new int[SIZE];
        final float[][] weights = new float[SIZE][];

        Taps(int source, int scaled, int cropStart) {
            double step = (double) source / scaled;
            double reach = Math.max(step, 1.0);
            for (int i = 0; i < SIZE; i++) {
                double centre = (cropStart + i + 0.5) * step;
                int from = Math.max(0, (int) (centre - reach + 0.5));
                int to = Math.min(source, (int) (centre + reach + 0.5));
                first[i] = from;
                weights[i] = triangle(from, to, centre, reach);
            }
        }

        private static float[] triangle(int from, int to, double centre, double reach) {
            double[] raw = new double[to - from];
            double sum = 0;
            for (int k = 0; k < raw.length; k++) {
                raw[k] = Math.max(0, 1 - Math.abs((from + k - centre + 0.5) / reach));
                sum += raw[k];
            }
            float[] weights = new float[raw.length];
            for (int k = 0; k < raw.length; k++) {
                weights[k] = (float) (raw[k] / sum);
            }
            return weights;
        }
    }
}
