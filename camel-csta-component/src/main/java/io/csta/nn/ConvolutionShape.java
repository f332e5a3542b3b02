package io.csta.nn;

/**
 * A convolution as a network uses it.
 *
 * @param kernel its window, channels, stride and groups
 * @param height of its input, or {@link io.csta.onnx.Value#ANY}
 * @param width of its input, or {@link io.csta.onnx.Value#ANY}
 */
record ConvolutionShape(Kernel kernel, long height, long width) {}
