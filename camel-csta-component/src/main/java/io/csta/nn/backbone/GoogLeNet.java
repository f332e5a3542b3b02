package io.csta.nn.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import io.csta.checkpoint.Checkpoint;
import io.csta.nn.layer.ActivationFunction;
import io.csta.nn.layer.ConvSpec;
import io.csta.nn.layer.ConvUnit;
import io.csta.nn.layer.ForwardContext;
import io.csta.nn.layer.GraphContext;
import io.csta.nn.layer.MaxPool;
import io.csta.nn.layer.ModelMismatchException;
import io.csta.nn.layer.ParameterValues;
import io.csta.nn.layer.StateDict;
import java.util.List;
import java.util.Map;

/**
 * GoogLeNet up to its last convolution: pictures {@code [batch, 3, height, width]} to maps
 * {@code [batch, 1024, height', width']}, each side about a thirty-second of what it was.
 *
 * <p>The feature extractor averages such a map to a vector; CSTA uses the same network on a "picture" whose rows are
 * frames and whose columns are features. Keys are those of torchvision's {@code googlenet}, whose classifiers
 * ({@code fc}, {@code aux1}, {@code aux2}) are left out.
 */
public final class GoogLeNet extends Backbone {

    /** Channels of the map that comes out. */
    public static final int CHANNELS = 1024;

    /** A row of the map sees 167 rows of the picture before its first one, and 211 after that. */
    private static final int STRIP_MARGIN = 6;

    /** Its poolings leave nothing of fewer. */
    private static final int FEWEST_ROWS = 15;

    /** A network with declared shapes and no values yet. */
    public GoogLeNet() {
        super("googlenet", "GoogLeNet", FEWEST_ROWS);
        then("conv1", ConvUnit.ofGoogLeNet(ConvSpec.dense(3, 64, 7, 2), ActivationFunction.NONE));
        then(MaxPool.roundingUp(3).rectified());
        then("conv2", ConvUnit.ofGoogLeNet(ConvSpec.pointwise(64, 64), ActivationFunction.RELU));
        then("conv3", ConvUnit.ofGoogLeNet(ConvSpec.dense(64, 192, 3, 1), ActivationFunction.NONE));
        then(MaxPool.roundingUp(3).rectified());
        then("inception3a", new Inception(192, 64, 96, 128, 16, 32, 32));
        then("inception3b", new Inception(256, 128, 128, 192, 32, 96, 64));
        then(MaxPool.roundingUp(3));
        then("inception4a", new Inception(480, 192, 96, 208, 16, 48, 64));
        then("inception4b", new Inception(512, 160, 112, 224, 24, 64, 64));
        then("inception4c", new Inception(512, 128, 128, 256, 24, 64, 64));
        then("inception4d", new Inception(512, 112, 144, 288, 32, 64, 64));
        then("inception4e", new Inception(528, 256, 160, 320, 32, 128, 128));
        then(MaxPool.roundingUp(2));
        then("inception5a", new Inception(832, 256, 160, 320, 32, 128, 128));
        then("inception5b", new Inception(832, 384, 192, 384, 48, 128, 128));
    }

    @Override
    public List<Tile> tiles(int rows) {
        return Tile.of(rows, STRIP_MARGIN);
    }

    /**
     * Takes the values of a checkpoint as torchvision publishes it, frozen.
     *
     * @param owner owns the values, on its device
     * @throws ModelMismatchException if the checkpoint is not one of GoogLeNet
     */
    public void load(Checkpoint checkpoint, NDManager owner) {
        StateDict.load(this, "GoogLeNet", checkpoint, Backbone::isUnused, owner);
    }

    /**
     * The values of a checkpoint as torchvision publishes it, to be written.
     *
     * @throws ModelMismatchException if the checkpoint is not one of GoogLeNet
     */
    public GraphContext.Weights weights(Checkpoint checkpoint) {
        return StateDict.weights(this, "GoogLeNet", checkpoint, Backbone::isUnused);
    }

    /** Takes a value for every key, frozen: the way to a network that was never trained. */
    public void fill(ParameterValues values, NDManager owner) {
        StateDict.fill(this, values, owner);
    }

    /**
     * Maps pictures with the frozen network.
     *
     * @param pictures {@code [batch, 3, height, width]}, each side 14 or more; stays open
     * @return {@code [batch, 1024, height', width']}, attached to the manager of {@code pictures}
     */
    public NDArray map(ParameterStore store, NDArray pictures) {
        return forward(pictures, ForwardContext.scoring(store));
    }

    /** The values as they are now, by torchvision's key. */
    public Checkpoint checkpoint() {
        return StateDict.checkpoint(this, Map.of());
    }

    /**
     * Sets every batch norm's statistics to what these pictures cause there, so that an untrained network keeps unlike
     * pictures apart.
     *
     * @param pictures {@code [batch, 3, height, width]}; stays open
     */
    public void calibrate(ParameterStore store, NDArray pictures) {
        units(this).forEach(unit -> unit.calibrating(true));
        forward(pictures, ForwardContext.scoring(store)).close();
        units(this).forEach(unit -> unit.calibrating(false));
    }
}
