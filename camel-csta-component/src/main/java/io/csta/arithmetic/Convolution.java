package io.csta.arithmetic;

/**
 * The shape of a two-dimensional convolution.
 *
 * @param in input channels
 * @param out output channels
 * @param windowHeight rows of the window, odd
 * @param windowWidth columns of the window, odd
 * @param stride from one window to the next
 * @param groups of channels that are convolved separately
 * @param height of its input, in pixels
 * @param width of its input, in pixels
 * @param padding of its input
 */
public record Convolution(
        int in,
        int out,
        int windowHeight,
        int windowWidth,
        int stride,
        int groups,
        int height,
        int width,
        Padding padding) {

    /** A convolution with a square window, padded by half of it. */
    public static Convolution square(int in, int out, int size, int stride, int groups, int height, int width) {
        return new Convolution(in, out, size, size, stride, groups, height, width, Padding.HALF);
    }

    /** Input channels per group. */
    public int inPerGroup() {
        return in / groups;
    }

    /** Rows of padding at the top. */
    int rowPadding() {
        return padding.before(height, windowHeight, stride);
    }

    /** Columns of padding on the left. */
    int columnPadding() {
        return padding.before(width, windowWidth, stride);
    }

    /** The height of its output. */
    public int outHeight() {
        return windows(height, windowHeight);
    }

    /** The width of its output. */
    public int outWidth() {
        return windows(width, windowWidth);
    }

    private int windows(int length, int window) {
        int padded = padding.before(length, window, stride) + length + padding.after(length, window, stride);
        return (padded - window) / stride + 1;
    }

    /** The number of terms in each output value. */
    int fanIn() {
        return inPerGroup() * windowHeight * windowWidth;
    }

    /** A description for messages, for example {@code 3x3, 24 -> 64 channels, 14x14}. */
    public String text() {
        String grouped = groups == 1 ? "" : ", %d groups".formatted(groups);
        String strided = stride == 1 ? "" : ", stride %d".formatted(stride);
        String padded = padding == Padding.HALF ? "" : ", padding SAME";
        return "%dx%d, %d -> %d channels%s%s%s, %dx%d"
                .formatted(windowHeight, windowWidth, in, out, grouped, strided, padded, height, width);
    }
}
