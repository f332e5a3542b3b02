package io.csta.arithmetic;

/**
 * A two-dimensional convolution whose padding is half of its window.
 *
 * @param in channels that come in
 * @param out channels that come out
 * @param size of its window, odd
 * @param stride from one window to the next
 * @param groups of channels that do not see each other
 * @param height of its input, in pixels
 * @param width of its input, in pixels
 */
public record Convolution(int in, int out, int size, int stride, int groups, int height, int width) {

    /** Channels that each output sees. */
    public int inPerGroup() {
        return in / groups;
    }

    /** Rows and columns that the input is padded with on each side. */
    public int padding() {
        return size / 2;
    }

    /** The height of its output. */
    public int outHeight() {
        return (height + 2 * padding() - size) / stride + 1;
    }

    /** The width of its output. */
    public int outWidth() {
        return (width + 2 * padding() - size) / stride + 1;
    }

    /** Values that each output sums up. */
    public int fanIn() {
        return inPerGroup() * size * size;
    }

    /** For people, for example {@code 3x3, 24 -> 64 channels, 14x14}. */
    public String text() {
        String grouped = groups == 1 ? "" : ", %d groups".formatted(groups);
        String strided = stride == 1 ? "" : ", stride %d".formatted(stride);
        return "%dx%d, %d -> %d channels%s%s, %dx%d".formatted(size, size, in, out, grouped, strided, height, width);
    }
}
