package io.csta.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.csta.checkpoint.Checkpoint;
import io.csta.checkpoint.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The decaying mean of weights and running statistics over the steps (after Polyak and Juditsky, SIAM J. Control Optim. 30,
 * 1992). A step learns from one video only; the mean of many is steadier, and so are the statistics of batch norm.
 */
final class WeightAverage {

    /** The mean goes over this part of the steps as long as there are few of them. */
    private static final double EARLY_PART = 0.1;

    private static final String MEAN = "average/";

    private final Map<String, Averaged> averaged = new LinkedHashMap<>();
    private final double decay;

    /** What is averaged, as it is now, and its mean. */
    private record Averaged(NDArray value, NDArray mean) {}

    /**
     * Before the first step.
     *
     * @param values what is averaged, by key
     * @param decay how much of the mean a step leaves
     * @param owner owns the means
     */
    WeightAverage(Map<String, NDArray> values, double decay, NDManager owner) {
        this.decay = decay;
        values.forEach((key, value) ->
                averaged.put(key, new Averaged(value, owner.create(value.toFloatArray(), value.getShape()))));
    }

    /**
     * Takes the values in as they are now.
     *
     * @param steps how many steps there were, with the last
     */
    void add(long steps) {
        double share = Math.max(1 - decay, 1 / (1 + EARLY_PART * steps));
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

    /** Writes them down. */
    void save(Map<String, Tensor> tensors) {
        means().forEach((key, mean) -> tensors.put(MEAN + key, mean));
    }

    /** Goes on with what was written down. */
    void load(Checkpoint state) {
        averaged.replaceAll((key, each) -> {
            try (NDArray old = each.mean) {
                float[] values = state.tensor(MEAN + key).toFloats();
                return new Averaged(each.value, old.getManager().create(values, old.getShape()));
            }
        });
    }
}
