package io.csta.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.csta.nn.backbone.Backbone;
import io.csta.nn.engine.Device;
import io.csta.nn.engine.Torch;
import java.nio.FloatBuffer;
import java.util.function.Consumer;

/** A CNN on PyTorch. */
final class TorchPictureNetwork implements PictureNetwork {

    private final NDManager manager;
    private final ParameterStore store;
    private final Backbone network;

    /** The network with the weights that {@code loader} sets; the given manager owns them. */
    TorchPictureNetwork(Backbone network, Device device, Consumer<NDManager> loader) {
        this.manager = Torch.manager(device);
        this.store = new ParameterStore(manager, false);
        this.network = network;
        try {
            NetworkCheck.requirePictures(network, device);
            loader.accept(manager);
            network.fold(manager);
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    @Override
    public float[] pool(FloatBuffer pictures, int count, int height, int width) {
        try (NDManager scope = manager.newSubManager();
                NDArray input = scope.create(new Shape(count, CHANNELS, height, width));
                NDArray map = network.map(store, filled(input, pictures));
                NDArray positions = map.reshape(count, map.getShape().get(1), -1);
                NDArray pooled = positions.mean(new int[] {2})) {
            return pooled.toFloatArray();
        }
    }

    private static NDArray filled(NDArray array, FloatBuffer values) {
        array.set(values.duplicate());
        return array;
    }

    @Override
    public void close() {
        manager.close();
    }
}
