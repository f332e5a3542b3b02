package io.csta.arithmetic;

import java.util.List;

/** The convolutions of a library, under check. */
public interface Arithmetic {

    /** The library, its version and its device, for example {@code PyTorch 2.7.1 on cpu}. */
    String name();

    /** The settings with which it can compute; the first is the default and the fastest. */
    List<String> settings();

    /**
     * Applies a setting to this process.
     *
     * @return whether that is possible here
     */
    boolean use(String setting);

    /**
     * Computes a convolution.
     *
     * @param input {@code [batch, in, height, width]}
     * @param kernel {@code [out, in / groups, size, size]}
     * @param bias {@code [out]}
     * @return {@code [batch, out, outHeight, outWidth]}
     */
    float[] convolve(Convolution convolution, int batch, float[] input, float[] kernel, float[] bias);

    /** A library that can also compute gradients. */
    interface Trainable extends Arithmetic {

        /**
         * The gradients of the sum of {@code output * weights} with respect to input and kernel.
         *
         * @param weights {@code [batch, out, outHeight, outWidth]}
         */
        Gradients gradients(Convolution convolution, int batch, float[] input, float[] kernel, float[] weights);
    }

    /**
     * Gradients, in the shapes of the input and of the kernel.
     *
     * @param input {@code [batch, in, height, width]}
     * @param kernel {@code [out, in / groups, size, size]}
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Gradients(float[] input, float[] kernel) {}
}
