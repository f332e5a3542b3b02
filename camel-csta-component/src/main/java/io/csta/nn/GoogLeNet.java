package io.csta.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.ParameterStore;
import io.csta.checkpoint.Checkpoint;
import java.util.ArrayList;
import java.util.List;

/**
 * GoogLeNet up to its last convolution: pictures {@code [batch, 3, height, width]} to maps
 * {@code [batch, 1024, height', width']}, each side about a thirty-second of what it was.
 *
 * <p>The feature extractor averages such a map to a vector; CSTA uses the same network on a "picture" whose rows are
 * frames and whose columns are features. Keys are those of torchvision's {@code googlenet}, whose classifiers
 * ({@code fc}, {@code aux1}, {@code aux2}) are left out.
 */
public final class GoogLeNet extends Layer {

    /** Channels of the map that comes out. */
    public static final int CHANNELS = 1024;

    private static final Shape NO_PADDING = new Shape(0, 0);

    private final List<Layer> stages = new ArrayList<>();

    /** A network with declared shapes and no values yet. */
    public GoogLeNet() {
        stage("conv1", ConvUnit.unrectified(3, 64, 7, 2, 3));
        stages.add(new RectifiedMaxPool());
        stage("conv2", ConvUnit.pointwise(64, 64));
        stage("conv3", ConvUnit.unrectified(64, 192, 3, 1, 1));
        stages.add(new RectifiedMaxPool());
        stage("inception3a", new Inception(192, 64, 96, 128, 16, 32, 32));
        stage("inception3b", new Inception(256, 128, 128, 192, 32, 96, 64));
        stages.add(new MaxPool(3));
        stage("inception4a", new Inception(480, 192, 96, 208, 16, 48, 64));
        stage("inception4b", new Inception(512, 160, 112, 224, 24, 64, 64));
        stage("inception4c", new Inception(512, 128, 128, 256, 24, 64, 64));
        stage("inception4d", new Inception(512, 112, 144, 288, 32, 64, 64));
        stage("inception4e", new Inception(528, 256, 160, 320, 32, 128, 128));
        stages.add(new MaxPool(2));
        stage("inception5a", new Inception(832, 256, 160, 320, 32, 128, 128));
        stage("inception5b", new Inception(832, 384, 192, 384, 48, 128, 128));
    }

    private void stage(String name, Layer layer) {
        stages.add(addChildBlock(name, layer));
    }

    @Override
    NDArray forward(NDArray input, Pass pass) {
        NDArray map = input;
        for (Layer stage : stages) {
            NDArray next = stage.forward(map, pass);
            if (map != input) {
                map.close();
            }
            map = next;
        }
        return map;
    }

    /**
     * Takes the values of a checkpoint as torchvision publishes it, frozen.
     *
     * @param owner owns the values, on its device
     * @throws ModelMismatchException if the checkpoint is not one of GoogLeNet
     */
    public void load(Checkpoint checkpoint, NDManager owner) {
        StateDict.load(this, "GoogLeNet", checkpoint, GoogLeNet::isLeftover, owner);
    }

    /** Takes a value for every key, frozen: the way to a network that was never trained. */
    public void fill(ParameterValues values, NDManager owner) {
        StateDict.fill(this, values, owner);
    }

    /** Classifiers and counters that a published checkpoint holds and nothing here needs. */
    static boolean isLeftover(String key) {
        return key.startsWith("fc.")
                || key.startsWith("aux1.")
                || key.startsWith("aux2.")
                || key.endsWith(".num_batches_tracked");
    }

    /**
     * Maps pictures with the frozen network.
     *
     * @param pictures {@code [batch, 3, height, width]}, each side 14 or more; stays open
     * @return {@code [batch, 1024, height', width']}, attached to the manager of {@code pictures}
     */
    public NDArray map(ParameterStore store, NDArray pictures) {
        return forward(pictures, Pass.scoring(store));
    }

    /** Folds every batch norm into its convolution: faster, and no longer trainable. */
    public void fold(NDManager owner) {
        units(this).forEach(unit -> unit.fold(owner));
    }

    /**
     * Sets every batch norm's statistics to what these pictures cause there, so that an untrained network keeps unlike
     * pictures apart.
     *
     * @param pictures {@code [batch, 3, height, width]}; stays open
     */
    public void calibrate(ParameterStore store, NDArray pictures) {
        units(this).forEach(unit -> unit.calibrating(true));
        forward(pictures, Pass.scoring(store)).close();
        units(this).forEach(unit -> unit.calibrating(false));
    }

    private static List<ConvUnit> units(Block block) {
        List<ConvUnit> units = new ArrayList<>();
        for (Block child : block.getChildren().values()) {
            if (child instanceof ConvUnit unit) {
                units.add(unit);
            } else {
                units.addAll(units(child));
            }
        }
        return units;
    }

    /** Halves both sides, rounding up. */
    private static final class MaxPool extends Layer {
        private final Shape window;

        MaxPool(int size) {
            this.window = new Shape(size, size);
        }

        @Override
        NDArray forward(NDArray input, Pass pass) {
            return Pool.maxPool2d(input, window, new Shape(2, 2), NO_PADDING, true);
        }
    }

    /**
     * Halves both sides, then rectifies: the same as the other way round, since both keep order, with a quarter of the
     * values to rectify. Up here, where maps are largest, that saves time, and half the memory.
     */
    private static final class RectifiedMaxPool extends Layer {
        private final MaxPool pool = new MaxPool(3);

        @Override
        NDArray forward(NDArray input, Pass pass) {
            try (NDArray strongest = pool.forward(input, pass)) {
                return Activation.relu(strongest);
            }
        }
    }
}
