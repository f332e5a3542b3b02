package io.csta.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.csta.nn.csta.CstaNetwork;
import io.csta.nn.csta.CstaOptions;
import io.csta.nn.engine.Device;
import io.csta.nn.engine.Torch;
import java.util.function.BiConsumer;

/** A CSTA network on PyTorch. */
final class TorchScoringNetwork implements ScoringNetwork {

    private final NDManager manager;
    private final ParameterStore store;
    private final CstaNetwork network;

    /** A network whose weights {@code loader} sets; the given manager owns them. */
    TorchScoringNetwork(CstaOptions options, Device device, BiConsumer<CstaNetwork, NDManager> loader) {
        this.manager = Torch.manager(device);
        this.store = new ParameterStore(manager, false);
        this.network = new CstaNetwork(options);
        try {
            NetworkCheck.requireScoring(network, device);
            loader.accept(network, manager);
            network.fold(manager);
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    @Override
    public CstaOptions options() {
        return network.options();
    }

    @Override
    public int fewestFrames() {
        return network.fewestFrames();
    }

    @Override
    public float[] score(float[] inputs) {
        int width = network.options().inputWidth();
        try (NDManager scope = manager.newSubManager();
                NDArray matrix = scope.create(inputs, new Shape(inputs.length / width, width));
                NDArray scores = network.score(store, matrix)) {
            return scores.toFloatArray();
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
