package io.csta.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.csta.checkpoint.Checkpoint;
import io.csta.checkpoint.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Adam (Kingma and Ba, ICLR 2015) with the published decay rates, and with L2 regularization as a part of the gradient.
 *
 * <p>DJL does the arithmetic; this class holds the moments, because a run that resumes needs them.
 */
final class Adam {

    private static final float MEAN_DECAY = 0.9f;
    private static final float VARIANCE_DECAY = 0.999f;
    private static final double EPSILON = 1e-8;

    private static final float UNSCALED = 1;
    private static final float UNCLIPPED = -1;

    private static final String MEAN = "mean/";
    private static final String VARIANCE = "variance/";

    private final Map<String, Trained> trained = new LinkedHashMap<>();
    private final double learningRate;
    private final float weightDecay;
    private long steps;

    /** A weight, and its moments: the decaying means of its gradients and of their squares. */
    private record Trained(NDArray weight, NDArray mean, NDArray variance) {

        /** The same weight with other moments; closes the old ones. */
        Trained withMoments(Tensor newMean, Tensor newVariance) {
            try (mean;
                    variance) {
                return new Trained(weight, array(newMean), array(newVariance));
            }
        }

        private NDArray array(Tensor tensor) {
            return weight.getManager().create(tensor.toFloats(), weight.getShape());
        }
    }

    /**
     * Before the first step.
     *
     * @param weights the trained weights, by key
     * @param owner owns the moments
     */
    Adam(Map<String, NDArray> weights, double learningRate, double weightDecay, NDManager owner) {
        this.learningRate = learningRate;
        this.weightDecay = (float) weightDecay;
        weights.forEach((key, weight) ->
                trained.put(key, new Trained(weight, owner.zeros(weight.getShape()), owner.zeros(weight.getShape()))));
    }

    /** Moves all weights against their gradients, and sets the gradients to zero. */
    void step() {
        steps++;
        double unbiased = Math.sqrt(1 - Math.pow(VARIANCE_DECAY, (double) steps));
        float rate = (float) (learningRate * unbiased / (1 - Math.pow(MEAN_DECAY, (double) steps)));
        // Equivalent to dividing the square root by the correction before adding epsilon.
        float epsilon = (float) (EPSILON * unbiased);
        for (Trained each : trained.values()) {
            if (each.weight.hasGradient()) {
                move(each, rate, epsilon);
            }
        }
    }

    private void move(Trained each, float rate, float epsilon) {
        try (NDArray gradient = each.weight.getGradient()) {
            each.weight
                    .getNDArrayInternal()
                    .adamUpdate(
                            new NDList(each.weight, gradient, each.mean, each.variance),
                            new NDList(each.weight),
                            (float) learningRate,
                            rate,
                            weightDecay,
                            UNSCALED,
                            UNCLIPPED,
                            MEAN_DECAY,
                            VARIANCE_DECAY,
                            epsilon,
                            true,
                            false);
        }
    }

    long steps() {
        return steps;
    }

    /** Saves the moments. */
    void save(Map<String, Tensor> tensors) {
        trained.forEach((key, each) -> {
            tensors.put(MEAN + key, TrainingSession.tensor(each.mean));
            tensors.put(VARIANCE + key, TrainingSession.tensor(each.variance));
        });
    }

    /** Restores the moments that were saved after this number of steps. */
    void load(Checkpoint state, long stepsDone) {
        steps = stepsDone;
        // Not NDArray.set: PyTorch prints a warning about DJL's implementation of it to standard error.
        trained.replaceAll((key, each) -> each.withMoments(state.tensor(MEAN + key), state.tensor(VARIANCE + key)));
    }
}
