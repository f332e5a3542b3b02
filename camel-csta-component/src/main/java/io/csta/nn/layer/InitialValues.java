package io.csta.nn.layer;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/** The distribution that initializes a parameter. */
@FunctionalInterface
public interface InitialValues {

    /** Samples {@code count} values, row-major. */
    float[] sample(int count, SplittableRandom random);

    /** The same number for all values. */
    static InitialValues constant(float value) {
        return sampling(random -> value);
    }

    /** Uniform from {@code -bound} to {@code bound}. */
    static InitialValues uniform(double bound) {
        return sampling(random -> (2 * random.nextDouble() - 1) * bound);
    }

    /** Normal with mean 0. */
    static InitialValues normal(double deviation) {
        return sampling(random -> Randomness.normal(random) * deviation);
    }

    /** PyTorch's default for weights and biases of maps that sum {@code fanIn} inputs (He et al. 2015, with a = sqrt 5). */
    static InitialValues forFanIn(int fanIn) {
        return uniform(1 / Math.sqrt(fanIn));
    }

    private static InitialValues sampling(ToDoubleFunction<SplittableRandom> distribution) {
        return (count, random) -> {
            float[] values = new float[count];
            for (int i = 0; i < count; i++) {
                values[i] = (float) distribution.applyAsDouble(random);
            }
            return values;
        };
    }
}
