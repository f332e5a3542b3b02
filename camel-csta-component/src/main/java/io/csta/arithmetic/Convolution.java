package io.csta.arithmetic;

/**
 * A two-dimensional convolution whose padding is half of its window.
 *
 * @param in channels that come in
 * @param out channels that come out
 * @param windowHeight rows of its window, odd
 * @param windowWidth columns of its window, odd
 * @param stride from one window to the next
 * @param groups of channels that do not see each other
 * @param height of its input, in pixels
 * @param width of its input, in pixels
 */
public record Convolution(
        int in, int out, int windowHeight, int windowWidth, int stride, int groups, int height, int width) {

    /** One with a square window. */
    public static Convolution square(int in, int out, int size, int stride, int groups, int height, int width) {
        return new Convolution(in, out, size, size, stride, groups, height, width);
    }

    /** Channels that each output sees. */
    public int inPerGroup() {
        return in / groups;
    }

    /** Rows that the input is padded with at the top, and at the bottom. */
    public int rowPadding() {
        return windowHeight / 2;
    }

    /** Columns that the input is padded with on the left, and on the right. */
    public int columnPadding() {
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

    /** Values that each output sums up. */
    public int fanIn() {
        return inPerGroup() * windowHeight * windowWidth;
    }

    /** For people, for example {@code 3x3, 24 -> 64 channels, 14x14}. */
    public String text() {
        String grouped = groups == 1 ? "" : ", %d groups".formatted(groups);
        String strided = stride == 1 ? "" : ", stride %d".formatted(stride);
        return "%dx%d, %d -> %d channels%s%s, %dx%d"
                .formatted(windowHeight, windowWidth, in, out, grouped, strided, height, width);
    }
}
