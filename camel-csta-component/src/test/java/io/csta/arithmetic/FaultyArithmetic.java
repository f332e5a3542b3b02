package io.csta.arithmetic;

import java.util.ArrayList;
import java.util.List;

/** Plain loops with configurable faults. */
final class FaultyArithmetic implements Arithmetic.Trainable {

    /** The kinds of fault. */
    enum Fault {
        OUTPUT,
        LAST_IMAGE_OF_A_BATCH,
        NAN,
        KERNEL_GRADIENT,
        INPUT_GRADIENT
    }

    private record Failure(Convolution convolution, Fault fault, String setting) {}

    private final List<Failure> failures = new ArrayList<>();
    private String setting = "default";
    String version = "1.0";
    int convolutions;

    void fail(Convolution convolution, Fault fault, String... settings) {
        for (String each : settings) {
            failures.add(new Failure(convolution, fault, each));
        }
    }

    String current() {
        return setting;
    }

    @Override
    public String name() {
        return "Faulty " + version;
    }

    @Override
    public List<String> settings() {
        return List.of("default", "padded", "not possible here", "without the library");
    }

    @Override
    public boolean use(String chosen) {
        if (chosen.equals("not possible here")) {
            return false;
        }
        setting = chosen;
        return true;
    }

    private boolean has(Convolution convolution, Fault fault) {
        return failures.contains(new Failure(convolution, fault, setting));
    }

    /** Scatters each input to the outputs that depend on it, whereas the reference gathers. */
    @Override
    public float[] convolve(Convolution shape, int batch, float[] input, float[] kernel, float[] bias) {
        convolutions++;
        double[] output = new double[batch * shape.out() * shape.outHeight() * shape.outWidth()];
        int area = shape.outHeight() * shape.outWidth();
        for (int i = 0; i < output.length; i++) {
            output[i] = bias[i / area % shape.out()];
        }
        scatter(shape, batch, (in, weight, out) -> output[out] += (double) input[in] * kernel[weight]);
        if (has(shape, Fault.OUTPUT)) {
            output[output.length / 2 / area * area] += 0.01; // a corner of one channel
            for (int i = 0; i < output.length; i++) {
                output[i] += i / area % shape.out() == 7 ? 0.01 : 0;
            }
        }
        if (has(shape, Fault.LAST_IMAGE_OF_A_BATCH) && batch > 1) {
            output[output.length - 1] += 0.01;
        }
        if (has(shape, Fault.NAN)) {
            output[0] = Double.NaN;
        }
        return floats(output);
    }

    @Override
    public Gradients gradients(Convolution shape, int batch, float[] input, float[] kernel, float[] weights) {
        double[] byInput = new double[input.length];
        double[] byKernel = new double[kernel.length];
        scatter(shape, batch, (in, weight, out) -> {
            byInput[in] += (double) kernel[weight] * weights[out];
            byKernel[weight] += (double) input[in] * weights[out];
        });
        if (has(shape, Fault.KERNEL_GRADIENT)) {
            shift(byKernel);
        }
        if (has(shape, Fault.INPUT_GRADIENT)) {
            shift(byInput);
        }
        return new Gradients(floats(byInput), floats(byKernel));
    }

    private static void shift(double[] values) {
        for (int i = 0; i < values.length; i += 3) {
            values[i] += 0.1;
        }
    }

    private interface Term {
        void add(int in, int weight, int out);
    }

    private static void scatter(Convolution shape, int batch, Term term) {
        int outsPerGroup = shape.out() / shape.groups();
        for (int image = 0; image < batch; image++) {
            for (int out = 0; out < shape.out(); out++) {
                for (int channel = 0; channel < shape.inPerGroup(); channel++) {
                    int in = out / outsPerGroup * shape.inPerGroup() + channel;
                    for (int y = 0; y < shape.height(); y++) {
                        for (int x = 0; x < shape.width(); x++) {
                            int from = ((image * shape.in() + in) * shape.height() + y) * shape.width() + x;
                            for (int ky = 0; ky < shape.windowHeight(); ky++) {
                                for (int kx = 0; kx < shape.windowWidth(); kx++) {
                                    int row = y + shape.rowPadding() - ky;
                                    int column = x + shape.columnPadding() - kx;
                                    if (row % shape.stride() != 0 || column % shape.stride() != 0) {
                                        continue;
                                    }
                                    row /= shape.stride();
                                    column /= shape.stride();
                                    if (row >= 0
                                            && row < shape.outHeight()
                                            && column >= 0
                                            && column < shape.outWidth()) {
                                        term.add(
                                                from,
                                                ((out * shape.inPerGroup() + channel) * shape.windowHeight() + ky)
                                                                * shape.windowWidth()
                                                        + kx,
                                                ((image * shape.out() + out) * shape.outHeight() + row)
                                                                * shape.outWidth()
                                                        + column);
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
