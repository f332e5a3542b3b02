package io.csta.nn.layer;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/** How a parameter begins when nothing is known yet. */
@FunctionalInterface
public interface InitialValues {

    /** So many values, row-major. */
    float[] draw(int count, SplittableRandom random);

    /** The same number everywhere. */
    static InitialValues constant(float value) {
        return drawing(random -> value);
    }

    /** Anything from {@code -reach} to {@code reach}. */
    static InitialValues uniform(double reach) {
        return drawing(random -> (2 * random.nextDouble() - 1) * reach);
    }

    /** Around 0. */
    static InitialValues normal(double deviation) {
        return drawing(random -> Randomness.normal(random) * deviation);
    }

    /** What PyTorch gives weights and biases of maps that sum {@code fanIn} inputs (He et al. 2015, with a = sqrt 5). */
    static InitialValues forFanIn(int fanIn) {
        return uniform(1 / Math.sqrt(fanIn));
    }

    private static InitialValues drawing(ToDoubleFunction<SplittableRandom> law) {
        return (count, random) -> {
            float[] values = new float[count];
            for (int i = 0; i < count; i++) {
                values[i] = (float) law.applyAsDouble(random);
            }
            return values;
        };
    }
}
