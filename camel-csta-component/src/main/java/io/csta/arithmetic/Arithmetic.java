package io.csta.arithmetic;

import java.util.List;

/** The convolutions of a library, under check. */
public interface Arithmetic {

    /** The library, its version and where it computes, for example {@code PyTorch 2.7.1 on cpu}. */
    String name();

    /** Ways in which it can compute, the fastest first, which is the default. */
    List<String> settings();

    /**
     * Makes the library compute that way from now on, in this process.
     *
     * @return whether that is possible here
     */
    boolean use(String setting);

    /**
     * Convolves.
     *
     * @param input {@code [batch, in, height, width]}
     * @param kernel {@code [out, in / groups, size, size]}
     * @param bias {@code [out]}
     * @return {@code [batch, out, outHeight, outWidth]}
     */
    float[] convolve(Convolution convolution, int batch, float[] input, float[] kernel, float[] bias);

    /** A library that can also train. */
    interface Trainable extends Arithmetic {

        /**
         * The gradients of the sum of {@code output * weights} by input and kernel.
         *
         * @param weights {@code [batch, out, outHeight, outWidth]}
         */
        Gradients gradients(Convolution convolution, int batch, float[] input, float[] kernel, float[] weights);
    }

    /**
     * Gradients, of the shapes of what they belong to.
     *
     * @param input {@code [batch, in, height, width]}
     * @param kernel {@code [out, in / groups, size, size]}
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Gradients(float[] input, float[] kernel) {}
}
