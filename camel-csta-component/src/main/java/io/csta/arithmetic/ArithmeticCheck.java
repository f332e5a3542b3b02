package io.csta.arithmetic;

import io.csta.CancelledException;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Compares a library's convolutions, and their gradients, with plain Java loops.
 *
 * <p>Inputs and kernels are random, with a fixed seed. Every output channel is compared at some positions of some images,
 * including two corners. Some values of the gradients are compared. Stored verdicts hide a change of this check until the
 * revision of {@link ArithmeticGuard} changes.
 *
 * @param batches the batch sizes to try
 * @param training whether gradients are checked too
 */
record ArithmeticCheck(List<Integer> batches, boolean training) {

    private static final int POSITIONS = 12;
    private static final int GRADIENTS = 48;
    private static final long SEED = 20_261_129;

    /** The error of a sum, relative to the sum of the magnitudes of its terms: far above rounding, far below a wrong kernel. */
    private static final double TOLERANCE = 2e-5;

    /** The first convolution that is incorrect, if any is. */
    Optional<String> firstFault(Arithmetic arithmetic, List<Convolution> convolutions) {
        for (Convolution convolution : convolutions.stream().distinct().toList()) {
            for (int batch : batches) {
                CancelledException.throwIfInterrupted();
                Trial trial = new Trial(arithmetic, convolution, batch);
                if (!trial.isOutputRight()) {
                    return Optional.of("%s, batch of %d".formatted(convolution.text(), batch));
                }
                if (training && !trial.areGradientsRight()) {
                    return Optional.of("gradients of %s, batch of %d".formatted(convolution.text(), batch));
                }
            }
        }
        return Optional.empty();
    }

    private static final class Trial {
        private final Arithmetic arithmetic;
        private final Convolution convolution;
        private final int batch;
        private final SplittableRandom random = new SplittableRandom(SEED);
        private final float[] bias;
        private final ReferenceConvolution reference;

        Trial(Arithmetic arithmetic, Convolution convolution, int batch) {
            this.arithmetic = arithmetic;
            this.convolution = convolution;
            this.batch = batch;
            float[] input = uniform(batch * convolution.in() * convolution.height() * convolution.width(), 1);
            float[] kernel = uniform(convolution.out() * convolution.fanIn(), Math.sqrt(6.0 / convolution.fanIn()));
            this.bias = uniform(convolution.out(), 1);
            this.reference = new ReferenceConvolution(convolution, batch, input, kernel);
        }

        private float[] uniform(int count, double bound) {
            float[] values = new float[count];
            for (int i = 0; i < count; i++) {
                values[i] = (float) ((2 * random.nextDouble() - 1) * bound);
            }
            return values;
        }

        boolean isOutputRight() {
            float[] output = arithmetic.convolve(convolution, batch, reference.input(), reference.kernel(), bias);
            int height = convolution.outHeight();
            int width = convolution.outWidth();
            for (int position = 0; position < POSITIONS; position++) {
                boolean first = position == 0;
                boolean last = position == 1;
                int image = last ? batch - 1 : random.nextInt(batch);
                int y = first ? 0 : last ? height - 1 : random.nextInt(height);
                int x = first ? 0 : last ? width - 1 : random.nextInt(width);
                for (int out = 0; out < convolution.out(); out++) {
                    float actual = output[((image * convolution.out() + out) * height + y) * width + x];
                    if (!isRight(actual, reference.output(image, out, y, x, bias[out]))) {
                        return false;
                    }
                }
            }
            return true;
        }

        boolean areGradientsRight() {
            if (!(arithmetic instanceof Arithmetic.Trainable trainable)) {
                throw new IllegalArgumentException(arithmetic.name() + " does not train");
            }
            float[] weights = uniform(batch * convolution.out() * convolution.outHeight() * convolution.outWidth(), 1);
            Arithmetic.Gradients gradients =
                    trainable.gradients(convolution, batch, reference.input(), reference.kernel(), weights);
            for (int i = 0; i < GRADIENTS; i++) {
                if (!isKernelGradientRight(gradients.kernel(), weights)
                        || !isInputGradientRight(gradients.input(), weights)) {
                    return false;
                }
            }
            return true;
        }

        private boolean isKernelGradientRight(float[] gradient, float[] weights) {
            int at = random.nextInt(gradient.length);
            int width = convolution.windowWidth();
            int area = convolution.windowHeight() * width;
            int channel = at / area % convolution.inPerGroup();
            int out = at / convolution.fanIn();
            return isRight(
                    gradient[at], reference.kernelGradient(weights, out, channel, at % area / width, at % width));
        }

        private boolean isInputGradientRight(float[] gradient, float[] weights) {
            int at = random.nextInt(gradient.length);
            int area = convolution.height() * convolution.width();
            int channel = at / area % convolution.in();
            int image = at / area / convolution.in();
            return isRight(
                    gradient[at],
                    reference.inputGradient(
                            weights, image, channel, at % area / convolution.width(), at % convolution.width()));
        }

        private static boolean isRight(float actual, ReferenceConvolution.Sum expected) {
            return Math.abs(actual - expected.value()) <= TOLERANCE * expected.magnitude() + 1e-6;
        }
    }
}
