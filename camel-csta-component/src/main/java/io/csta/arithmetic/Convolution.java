package io.csta.arithmetic;

/**
 * The shape of a two-dimensional convolution that is padded by half of its window.
 *
 * @param in input channels
 * @param out output channels
 * @param windowHeight rows of the window, odd
 * @param windowWidth columns of the window, odd
 * @param stride from one window to the next
 * @param groups of channels that are convolved separately
 * @param height of its input, in pixels
 * @param width of its input, in pixels
 */
public record Convolution(
        int in, int out, int windowHeight, int windowWidth, int stride, int groups, int height, int width) {

    /** A convolution with a square window. */
    public static Convolution square(int in, int out, int size, int stride, int groups, int height, int width) {
        return new Convolution(in, out, size, size, stride, groups, height, width);
    }

    /** Input channels per group. */
    public int inPerGroup() {
        return in / groups;
    }

    /** Rows of padding at the top, and at the bottom. */
    int rowPadding() {
        return windowHeight / 2;
    }

    /** Columns of padding on the left, and on the right. */
    int columnPadding() {
        return windowWidth / 2;
    }

    /** The height of its output. */
    public int outHeight() {
        return (height + 2 * rowPadding() - windowHeight) / stride + 1;
    }

    /** The width of its output. */
    public int outWidth() {
        return (width + 2 * columnPadding() - windowWidth) / stride + 1;
    }

    /** The number of terms in each output value. */
    int fanIn() {
        return inPerGroup() * windowHeight * windowWidth;
    }

    /** A description for messages, for example {@code 3x3, 24 -> 64 channels, 14x14}. */
    public String text() {
        String grouped = groups == 1 ? "" : ", %d groups".formatted(groups);
        String strided = stride == 1 ? "" : ", stride %d".formatted(stride);
        return "%dx%d, %d -> %d channels%s%s, %dx%d"
                .formatted(windowHeight, windowWidth, in, out, grouped, strided, height, width);
    }
}
