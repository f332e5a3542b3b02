package io.csta.nn.layer;

import ai.djl.ndarray.NDArray;
import java.util.SplittableRandom;

/**
 * In training, sets a share of the values to 0 and scales the others to keep the mean; otherwise does nothing.
 *
 * <p>Srivastava et al., "Dropout: a simple way to prevent neural networks from overfitting", JMLR 2014.
 *
 * @param ratio the share that is dropped, from 0 to 1, exclusive
 */
public record Dropout(double ratio) {

    /**
     * Drops values of an array of any shape.
     *
     * @param input returned or closed
     */
    public NDArray apply(NDArray input, ForwardContext context) {
        if (!context.training() || ratio == 0) {
            return input;
        }
        float[] kept = mask(Math.toIntExact(input.size()), context.random());
        try (input;
                NDArray mask = Constant.of(kept, input.getShape(), input)) {
            return input.mul(mask);
        }
    }

    private float[] mask(int count, SplittableRandom random) {
        float scale = (float) (1 / (1 - ratio));
        float[] mask = new float[count];
        for (int i = 0; i < count; i++) {
            mask[i] = random.nextDouble() < ratio ? 0 : scale;
        }
        return mask;
    }
}
