package io.csta.nn.layer;

/**
 * The measures of a convolution that keeps a map's size but for its stride.
 *
 * @param in channels that come in
 * @param out channels that come out
 * @param size of its window, odd
 * @param stride from one window to the next
 * @param groups of channels that do not see each other
 */
public record ConvSpec(int in, int out, int size, int stride, int groups) {

    /** Every channel sees all. */
    public static ConvSpec dense(int in, int out, int size, int stride) {
        return new ConvSpec(in, out, size, stride, 1);
    }

    /** One by one. */
    public static ConvSpec pointwise(int in, int out) {
        return dense(in, out, 1, 1);
    }

    /** Every channel sees itself. */
    public static ConvSpec depthwise(int channels, int size, int stride) {
        return new ConvSpec(channels, channels, size, stride, channels);
    }

    /** What PyTorch begins with unless told otherwise. */
    InitialValues initial() {
        return InitialValues.forFanIn(in / groups * size * size);
    }

    /** What keeps the variance of gradients through rectified layers (He et al. 2015). */
    public InitialValues initialForFanOut() {
        return InitialValues.normal(Math.sqrt(2.0 / (out * size * size)));
    }
}
