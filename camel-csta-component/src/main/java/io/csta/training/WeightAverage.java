package io.csta.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.csta.checkpoint.Checkpoint;
import io.csta.checkpoint.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The decaying mean of weights and running statistics over the steps (after Polyak and Juditsky, SIAM J. Control Optim. 30,
 * 1992). Each step uses only one video, so the mean of many steps is more stable, as are the statistics of batch norm.
 */
final class WeightAverage {

    /** As long as there are few steps, the mean covers this share of them. */
    private static final double EARLY_SHARE = 0.1;

    private static final String MEAN = "average/";

    private final Map<String, Averaged> averaged = new LinkedHashMap<>();
    private final double decay;

    /** A value that is averaged, and its mean. */
    private record Averaged(NDArray value, NDArray mean) {}

    /**
     * Before the first step.
     *
     * @param values the averaged values, by key
     * @param decay the share of the mean that a step keeps
     * @param owner owns the means
     */
    WeightAverage(Map<String, NDArray> values, double decay, NDManager owner) {
        this.decay = decay;
        values.forEach((key, value) ->
                averaged.put(key, new Averaged(value, owner.create(value.toFloatArray(), value.getShape()))));
    }

    /**
     * Adds the current values to the means.
     *
     * @param steps the number of steps, including the last
     */
    void add(long steps) {
        double share = Math.max(1 - decay, 1 / (1 + EARLY_SHARE * steps));
        averaged.values().forEach(each -> {
            try (NDArray now = each.value.stopGradient();
                    NDArray step = now.sub(each.mean)) {
                each.mean.addi(step.muli(share));
            }
        });
    }

    /** The means, by key. */
    Map<String, Tensor> means() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        averaged.forEach((key, each) -> tensors.put(key, TrainingSession.tensor(each.mean)));
        return tensors;
    }

    /** Saves the means. */
    void save(Map<String, Tensor> tensors) {
        means().forEach((key, mean) -> tensors.put(MEAN + key, mean));
    }

    /** Restores saved means. */
    void load(Checkpoint state) {
        averaged.replaceAll((key, each) -> {
            try (NDArray old = each.mean) {
                float[] values = state.tensor(MEAN + key).toFloats();
                return new Averaged(each.value, old.getManager().create(values, old.getShape()));
            }
        });
    }
}
