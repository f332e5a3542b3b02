package io.csta.nn.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import java.util.SplittableRandom;

/**
 * One way through a network: whether it scores or trains, where parameters come from, and what chance decides.
 *
 * <p>In training, batch norms use the statistics of what they see, and dropout drops. What it drops is a function of the
 * seed and of the order in which the parts ask, which is always the same. For one thread and one use.
 */
public final class ForwardContext {

    private final ParameterStore store;
    private final boolean training;
    private final SplittableRandom seeds;

    private ForwardContext(ParameterStore store, boolean training, long seed) {
        this.store = store;
        this.training = training;
        this.seeds = Randomness.of(seed);
    }

    /** A pass of a network whose parameters stay as they are. */
    public static ForwardContext scoring(ParameterStore store) {
        return new ForwardContext(store, false, 0);
    }

    /** A pass to learn from. */
    public static ForwardContext training(ParameterStore store, long seed) {
        return new ForwardContext(store, true, seed);
    }

    public boolean training() {
        return training;
    }

    /** The value of a parameter on the device of {@code input}; it stays open. */
    public NDArray value(Parameter parameter, NDArray input) {
        return store.getValue(parameter, input.getDevice(), training);
    }

    /** Random numbers for the next part that asks. */
    SplittableRandom chance() {
        return Randomness.of(seeds.nextLong());
    }
}
