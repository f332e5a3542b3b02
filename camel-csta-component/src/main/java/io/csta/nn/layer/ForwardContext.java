package io.csta.nn.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import java.util.SplittableRandom;

/**
 * The context of one forward pass through a network: scoring or training, the store of the parameters, and random numbers.
 *
 * <p>In training, batch norms use the statistics of their input, and dropout is active. Which values it drops is a function of
 * the seed and of the order of the calls, which is always the same. For a single pass in a single thread.
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

    /** A pass that scores, without gradients. */
    public static ForwardContext scoring(ParameterStore store) {
        return new ForwardContext(store, false, 0);
    }

    /** A training pass; {@code seed} determines its random numbers. */
    public static ForwardContext training(ParameterStore store, long seed) {
        return new ForwardContext(store, true, seed);
    }

    /** Whether this is a training pass. */
    public boolean training() {
        return training;
    }

    /** The value of a parameter on the device of {@code input}; not to be closed. */
    public NDArray value(Parameter parameter, NDArray input) {
        return store.getValue(parameter, input.getDevice(), training);
    }

    /** A new sequence of random numbers for the layer that calls this. */
    SplittableRandom random() {
        return Randomness.of(seeds.nextLong());
    }
}
