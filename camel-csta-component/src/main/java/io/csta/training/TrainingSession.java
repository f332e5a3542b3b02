package io.csta.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.csta.checkpoint.Checkpoint;
import io.csta.checkpoint.Tensor;
import io.csta.nn.csta.CstaNetwork;
import io.csta.nn.engine.Device;
import io.csta.nn.engine.Engine;
import io.csta.nn.engine.Torch;
import io.csta.nn.layer.ModelMismatchException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A network in training and its optimizer. Not safe for use by several threads; steps of several of them take turns, because
 * PyTorch takes the gradients of one at a time in a process. Close it to give its native memory back.
 */
final class TrainingSession implements AutoCloseable {

    private static final String WEIGHT = "weight/";

    private final NDManager manager;
    private final ParameterStore store;
    private final CstaNetwork network;
    private final Adam adam;
    private final Optional<WeightAverage> average;

    private TrainingSession(NDManager manager, CstaNetwork network, TrainingOptions options) {
        this.manager = manager;
        this.network = network;
        this.store = new ParameterStore(manager, false);
        Map<String, NDArray> trained = new LinkedHashMap<>();
        network.parameters().forEach((key, parameter) -> {
            if (parameter.requiresGradient()) {
                trained.put(key, parameter.getArray());
            }
        });
        this.adam = new Adam(trained, options.learningRate(), options.weightDecay(), manager);
        this.average = options.averaging() == 0
                ? Optional.empty()
                : Optional.of(new WeightAverage(arrays(network), options.averaging(), manager));
    }

    /** From the start: weights by the seed, the CNN's from an ImageNet checkpoint if one is given. */
    static TrainingSession start(TrainingOptions options, Device device, long seed) {
        NDManager manager = Torch.manager(device);
        try {
            CstaNetwork network = new CstaNetwork(options.network());
            network.initialize(seed, manager);
            options.init().ifPresent(file -> initialize(network, file));
            return new TrainingSession(manager, network, options);
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    private static void initialize(CstaNetwork network, Path file) {
        try {
            network.initializeBackbone(Checkpoint.read(file));
        } catch (ModelMismatchException e) {
            throw new ModelMismatchException(
                    "%s: %s; give the first weights of the network's own CNN".formatted(file, e.getMessage()));
        }
    }

    /**
     * Checks the first weights, if some are given.
     *
     * @throws io.csta.CstaException if they cannot be read, or are of another network
     */
    static void checkFirstWeights(TrainingOptions options) {
        if (options.init().isPresent()) {
            start(options, Device.cpu(Engine.PYTORCH), 0).close();
        }
    }

    /** From what {@link #save} wrote after so many steps. */
    static TrainingSession resume(TrainingOptions options, Device device, Checkpoint state, long steps) {
        NDManager manager = Torch.manager(device);
        try {
            CstaNetwork network = new CstaNetwork(options.network());
            network.loadTrainable(weights(state), manager);
            TrainingSession fit = new TrainingSession(manager, network, options);
            fit.adam.load(state, steps);
            fit.average.ifPresent(means -> means.load(state));
            return fit;
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    private static Checkpoint weights(Checkpoint state) {
        Map<String, Tensor> weights = new LinkedHashMap<>();
        state.tensors().forEach((key, tensor) -> {
            if (key.startsWith(WEIGHT)) {
                weights.put(key.substring(WEIGHT.length()), tensor);
            }
        });
        return Checkpoint.of(weights);
    }

    /**
     * Learns from one video.
     *
     * @param dropoutSeed decides what is dropped out
     * @return the mean square error of the scores before the step
     */
    float step(TrainingVideo video, long dropoutSeed) {
        synchronized (TrainingSession.class) {
            float loss = learn(video.withAtLeast(network.fewestFrames()), dropoutSeed);
            adam.step();
            average.ifPresent(means -> means.add(adam.steps()));
            return loss;
        }
    }

    private float learn(TrainingVideo video, long dropoutSeed) {
        try (NDManager scope = manager.newSubManager();
                GradientCollector gradients = Torch.engine().newGradientCollector()) {
            NDArray features =
                    scope.create(flat(video.features()), new Shape(video.features().length, CstaNetwork.WIDTH));
            NDArray wanted = scope.create(video.scores());
            NDArray scores = network.scoreInTraining(store, features, dropoutSeed);
            NDArray loss = scores.sub(wanted).square().mean();
            gradients.backward(loss);
            return loss.getFloat();
        }
    }

    private static float[] flat(float[][] rows) {
        float[] flat = new float[Math.multiplyExact(rows.length, CstaNetwork.WIDTH)];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, flat, i * CstaNetwork.WIDTH, CstaNetwork.WIDTH);
        }
        return flat;
    }

    long steps() {
        return adam.steps();
    }

    /** The weights and running statistics, or their means if they are averaged, by published key. */
    Map<String, Tensor> weights() {
        return average.map(WeightAverage::means).orElseGet(this::lastWeights);
    }

    private Map<String, Tensor> lastWeights() {
        Map<String, Tensor> weights = new LinkedHashMap<>();
        arrays(network).forEach((key, array) -> weights.put(key, tensor(array)));
        return weights;
    }

    private static Map<String, NDArray> arrays(CstaNetwork network) {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        network.parameters().forEach((key, parameter) -> arrays.put(key, parameter.getArray()));
        return arrays;
    }

    /** Writes down all that is needed to go on. */
    void save(Map<String, Tensor> tensors) {
        lastWeights().forEach((key, tensor) -> tensors.put(WEIGHT + key, tensor));
        adam.save(tensors);
        average.ifPresent(means -> means.save(tensors));
    }

    static Tensor tensor(NDArray array) {
        return Tensor.of(array.toFloatArray(), array.getShape().getShape());
    }

    @Override
    public void close() {
        manager.close();
    }
}
