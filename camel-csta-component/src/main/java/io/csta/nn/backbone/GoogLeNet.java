package io.csta.nn.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.training.ParameterStore;
import io.csta.checkpoint.Checkpoint;
import io.csta.nn.layer.ActivationFunction;
import io.csta.nn.layer.ConvSpec;
import io.csta.nn.layer.ConvUnit;
import io.csta.nn.layer.ForwardContext;
import io.csta.nn.layer.MaxPool;
import io.csta.nn.layer.StateDict;
import java.util.List;
import java.util.Map;

/**
 * GoogLeNet up to its last convolution: input images {@code [batch, 3, height, width]} to feature maps
 * {@code [batch, 1024, height', width']}, each side about 1/32 of the input.
 *
 * <p>The feature extractor averages such a map to a vector; CSTA uses the same network on an image whose rows are
 * frames and whose columns are features. Keys are those of torchvision's {@code googlenet}, without its classifiers
 * ({@code fc}, {@code aux1}, {@code aux2}).
 */
public final class GoogLeNet extends Backbone {

    /** The channels of the map. */
    public static final int CHANNELS = 1024;

    /** The receptive field of a row of the map reaches 167 rows before its first row of the image, and 211 after it. */
    private static final int TILE_MARGIN = 6;

    /** Its pooling reduces fewer rows to an empty map. */
    private static final int FEWEST_ROWS = 15;

    /** A network with declared shapes but no values yet. */
    public GoogLeNet() {
        super("googlenet", "GoogLeNet", FEWEST_ROWS);
        then("conv1", ConvUnit.ofGoogLeNet(ConvSpec.dense(3, 64, 7, 2), ActivationFunction.NONE));
        then(MaxPool.roundingUp(3).withRelu());
        then("conv2", ConvUnit.ofGoogLeNet(ConvSpec.pointwise(64, 64), ActivationFunction.RELU));
        then("conv3", ConvUnit.ofGoogLeNet(ConvSpec.dense(64, 192, 3, 1), ActivationFunction.NONE));
        then(MaxPool.roundingUp(3).withRelu());
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
        return Tile.of(rows, TILE_MARGIN);
    }

    /** The current values by torchvision's key. */
    public Checkpoint checkpoint() {
        return StateDict.checkpoint(this, Map.of());
    }

    /**
     * Sets the running statistics of every batch norm to those of its input for these images, so that an untrained network
     * distinguishes different images.
     *
     * @param pictures {@code [batch, 3, height, width]}; stays open
     */
    public void calibrate(ParameterStore store, NDArray pictures) {
        units(this).forEach(unit -> unit.calibrating(true));
        forward(pictures, ForwardContext.scoring(store)).close();
        units(this).forEach(unit -> unit.calibrating(false));
    }
}
