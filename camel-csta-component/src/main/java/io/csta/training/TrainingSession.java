package io.csta.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.csta.checkpoint.Checkpoint;
import io.csta.checkpoint.Tensor;
import io.csta.nn.csta.CstaNetwork;
import io.csta.nn.csta.CstaOptions;
import io.csta.nn.engine.Device;
import io.csta.nn.engine.Engine;
import io.csta.nn.engine.Torch;
import io.csta.nn.layer.ModelMismatchException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A network in training and its optimizer. Not thread-safe; steps of different sessions take turns, because PyTorch computes
 * gradients for only one at a time per process. Close it to release its native memory.
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

    /** Starts with weights from the seed, and those of the CNN from an ImageNet checkpoint if one is given. */
    static TrainingSession start(TrainingOptions options, Device device, long seed) {
        NDManager manager = Torch.manager(device);
        try {
            CstaNetwork network = new CstaNetwork(options.network());
            network.initialize(seed, manager);
            if (options.init().isPresent()) {
                initialize(network, options.init().get());
            } else {
                network.flattenInitialScores();
            }
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
                    "%s: %s; use initial weights for the CNN of this network".formatted(file, e.getMessage()));
        }
    }

    /**
     * Checks the initial weights, if any are given.
     *
     * @throws io.csta.CstaException if they cannot be read, or belong to another network
     */
    static void checkInitialWeights(TrainingOptions options) {
        if (options.init().isPresent()) {
            start(options, Device.cpu(Engine.PYTORCH), 0).close();
        }
    }

    /** Resumes from the state that {@link #save} wrote after this number of steps. */
    static TrainingSession resume(TrainingOptions options, Device device, Checkpoint state, long steps) {
        NDManager manager = Torch.manager(device);
        try {
            CstaNetwork network = new CstaNetwork(options.network());
            network.loadTrainable(weights(state), manager);
            TrainingSession session = new TrainingSession(manager, network, options);
            session.adam.load(state, steps);
            session.average.ifPresent(means -> means.load(state));
            return session;
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
     * Does one step on one video.
     *
     * @param video with the {@linkplain CstaOptions#inputs inputs} of the network as its features
     * @param dropoutSeed determines the dropout masks
     * @return the mean square error of the scores before the step
     */
    float step(TrainingVideo video, long dropoutSeed) {
        synchronized (TrainingSession.class) {
            float loss = backward(video.withAtLeast(network.fewestFrames()), dropoutSeed);
            adam.step();
            average.ifPresent(means -> means.add(adam.steps()));
            return loss;
        }
    }

    private float backward(TrainingVideo video, long dropoutSeed) {
        try (NDManager scope = manager.newSubManager();
                GradientCollector gradients = Torch.engine().newGradientCollector()) {
            int width = network.options().inputWidth();
            NDArray inputs = scope.create(flat(video.features(), width), new Shape(video.features().length, width));
            NDArray targets = scope.create(video.scores());
            NDArray scores = network.scoreInTraining(store, inputs, dropoutSeed);
            NDArray loss = scores.sub(targets).square().mean();
            gradients.backward(loss);
            return loss.getFloat();
        }
    }

    private static float[] flat(float[][] rows, int width) {
        float[] flat = new float[Math.multiplyExact(rows.length, width)];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, flat, i * width, width);
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

    /** Saves everything that is needed to resume. */
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
