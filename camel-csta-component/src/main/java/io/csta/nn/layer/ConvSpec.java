package io.csta.nn.layer;

import io.csta.arithmetic.Padding;

/**
 * The parameters of a convolution that keeps the size of a map, apart from its stride.
 *
 * @param in input channels
 * @param out output channels
 * @param size of the window, odd
 * @param stride from one window to the next
 * @param groups of channels that are convolved separately
 * @param padding of the input
 */
public record ConvSpec(int in, int out, int size, int stride, int groups, Padding padding) {

    /** A convolution padded by half of its window. */
    public ConvSpec(int in, int out, int size, int stride, int groups) {
        this(in, out, size, stride, groups, Padding.HALF);
    }

    /** A convolution of all channels. */
    public static ConvSpec dense(int in, int out, int size, int stride) {
        return new ConvSpec(in, out, size, stride, 1);
    }

    /** A convolution with a window of one by one. */
    public static ConvSpec pointwise(int in, int out) {
        return dense(in, out, 1, 1);
    }

    /** A convolution of each channel separately. */
    public static ConvSpec depthwise(int channels, int size, int stride) {
        return new ConvSpec(channels, channels, size, stride, channels);
    }

    /** The same convolution with another padding. */
    public ConvSpec with(Padding other) {
        return new ConvSpec(in, out, size, stride, groups, other);
    }

    /** PyTorch's default initialization. */
    InitialValues initial() {
        return InitialValues.forFanIn(in / groups * size * size);
    }

    /** The initialization that keeps the variance of gradients through layers with ReLU (He et al. 2015). */
    public InitialValues initialForFanOut() {
        return InitialValues.normal(Math.sqrt(2.0 / (out * size * size)));
    }
}
