package io.csta.arithmetic;

/**
 * Single values of a convolution and of its gradients, computed by plain loops in double precision.
 *
 * @param input {@code [batch, in, height, width]}
 * @param kernel {@code [out, in / groups, size, size]}
 */
@SuppressWarnings("ArrayRecordComponent")
record ReferenceConvolution(Convolution convolution, int batch, float[] input, float[] kernel) {

    /** A sum, and the sum of the magnitudes of its terms, which limits its rounding errors. */
    record Sum(double value, double magnitude) {}

    private int inputAt(int image, int channel, int y, int x) {
        return ((image * convolution.in() + channel) * convolution.height() + y) * convolution.width() + x;
    }

    private int kernelAt(int out, int channel, int ky, int kx) {
        return ((out * convolution.inPerGroup() + channel) * convolution.windowHeight() + ky)
                        * convolution.windowWidth()
                + kx;
    }

    private int outputAt(int image, int out, int y, int x) {
        return ((image * convolution.out() + out) * convolution.outHeight() + y) * convolution.outWidth() + x;
    }

    private int firstChannel(int out) {
        return out / (convolution.out() / convolution.groups()) * convolution.inPerGroup();
    }

    /** One value of the output. */
    Sum output(int image, int out, int y, int x, float bias) {
        double value = bias;
        double magnitude = Math.abs(bias);
        int first = firstChannel(out);
        int channels = convolution.inPerGroup();
        int top = y * convolution.stride() - convolution.rowPadding();
        int left = x * convolution.stride() - convolution.columnPadding();
        int fromRow = Math.max(0, -top);
        int toRow = Math.min(convolution.windowHeight(), convolution.height() - top);
        int fromColumn = Math.max(0, -left);
        int toColumn = Math.min(convolution.windowWidth(), convolution.width() - left);
        for (int channel = 0; channel < channels; channel++) {
            for (int ky = fromRow; ky < toRow; ky++) {
                int inputRow = inputAt(image, first + channel, top + ky, left);
                int kernelRow = kernelAt(out, channel, ky, 0);
                for (int kx = fromColumn; kx < toColumn; kx++) {
                    double term = (double) input[inputRow + kx] * kernel[kernelRow + kx];
                    value += term;
                    magnitude += Math.abs(term);
                }
            }
        }
        return new Sum(value, magnitude);
    }

    /** One value of the gradient with respect to the kernel. */
    Sum kernelGradient(float[] weights, int out, int channel, int ky, int kx) {
        double value = 0;
        double magnitude = 0;
        int from = firstChannel(out) + channel;
        int stride = convolution.stride();
        int top = ky - convolution.rowPadding();
        int left = kx - convolution.columnPadding();
        int width = convolution.width();
        int outWidth = convolution.outWidth();
        for (int image = 0; image < batch; image++) {
            for (int y = 0; y < convolution.outHeight(); y++) {
                int row = y * stride + top;
                if (row < 0 || row >= convolution.height()) {
                    continue;
                }
                int inputRow = inputAt(image, from, row, 0);
                int outputRow = outputAt(image, out, y, 0);
                for (int x = 0; x < outWidth; x++) {
                    int column = x * stride + left;
                    if (column >= 0 && column < width) {
                        double term = (double) input[inputRow + column] * weights[outputRow + x];
                        value += term;
                        magnitude += Math.abs(term);
                    }
                }
            }
        }
        return new Sum(value, magnitude);
    }

    /** One value of the gradient with respect to the input. */
    Sum inputGradient(float[] weights, int image, int channel, int row, int column) {
        double value = 0;
        double magnitude = 0;
        int outsPerGroup = convolution.out() / convolution.groups();
        int group = channel / convolution.inPerGroup();
        for (int out = group * outsPerGroup; out < (group + 1) * outsPerGroup; out++) {
            for (int ky = 0; ky < convolution.windowHeight(); ky++) {
                for (int kx = 0; kx < convolution.windowWidth(); kx++) {
                    int y = row + convolution.rowPadding() - ky;
                    int x = column + convolution.columnPadding() - kx;
                    boolean onStride =
                            y >= 0 && x >= 0 && y % convolution.stride() == 0 && x % convolution.stride() == 0;
                    y /= convolution.stride();
                    x /= convolution.stride();
                    if (onStride && y < convolution.outHeight() && x < convolution.outWidth()) {
                        double term = (double) weights[outputAt(image, out, y, x)]
                                * kernel[kernelAt(out, channel % convolution.inPerGroup(), ky, kx)];
                        value += term;
                        magnitude += Math.abs(term);
                    }
                }
            }
        }
        return new Sum(value, magnitude);
    }
}
