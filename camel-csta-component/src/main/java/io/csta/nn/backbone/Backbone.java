package io.csta.nn.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import io.csta.checkpoint.Checkpoint;
import io.csta.nn.layer.Chain;
import io.csta.nn.layer.ConvUnit;
import io.csta.nn.layer.ForwardContext;
import io.csta.nn.layer.GraphContext;
import io.csta.nn.layer.ModelMismatchException;
import io.csta.nn.layer.ParameterValues;
import io.csta.nn.layer.StateDict;
import java.util.ArrayList;
import java.util.List;

/**
 * A CNN up to its last convolution: input images {@code [batch, 3, height, width]} to feature maps
 * {@code [batch, channels, height', width']}, each side about 1/32 of the input. Keys are those of the published network, most
 * often torchvision's, without its classifiers.
 */
public abstract class Backbone extends Chain {

    private final String key;
    private final String title;
    private final int fewestRows;

    /**
     * A network without layers yet.
     *
     * @param key its name in the state dict of a CSTA network
     * @param title its name in messages
     * @param fewestRows the smallest height and width of an input image whose map is not empty
     */
    Backbone(String key, String title, int fewestRows) {
        this.key = key;
        this.title = title;
        this.fewestRows = fewestRows;
    }

    /** A new network of this kind. */
    public static Backbone of(Cnn cnn) {
        return switch (cnn) {
            case GOOGLENET -> new GoogLeNet();
            case RESNET_18 -> new ResNet18();
            case MOBILENET_V2 -> new MobileNetV2();
            case EFFICIENTNET_B0 -> new EfficientNetB0();
        };
    }

    /** Its name in the state dict of a CSTA network. */
    public final String key() {
        return key;
    }

    /** Its name in messages. */
    public final String title() {
        return title;
    }

    /** The smallest height and width of an input image whose map is not empty. */
    public final int fewestRows() {
        return fewestRows;
    }

    /** The tiles of a tall input image that can be processed separately, from top to bottom. */
    public abstract List<Tile> tiles(int rows);

    /** Whether a key of a published checkpoint is not needed here. */
    public static boolean isUnused(String key) {
        return key.startsWith("fc.")
                || key.startsWith("_fc.")
                || key.startsWith("classifier.")
                || key.startsWith("aux1.")
                || key.startsWith("aux2.")
                || key.endsWith(".num_batches_tracked");
    }

    /**
     * Loads a published checkpoint. The parameters are frozen.
     *
     * @param owner owns the values, on its device
     * @throws ModelMismatchException if the checkpoint does not fit this network
     */
    public final void load(Checkpoint checkpoint, NDManager owner) {
        StateDict.load(this, title, checkpoint, Backbone::isUnused, owner);
    }

    /**
     * The values of a published checkpoint, for an ONNX graph.
     *
     * @throws ModelMismatchException if the checkpoint does not fit this network
     */
    public final GraphContext.Weights weights(Checkpoint checkpoint) {
        return StateDict.weights(this, title, checkpoint, Backbone::isUnused);
    }

    /** Sets every parameter from its key, for example of a network that was never trained. The parameters are frozen. */
    public final void fill(ParameterValues values, NDManager owner) {
        StateDict.fill(this, values, owner);
    }

    /**
     * Computes feature maps of images with the frozen network.
     *
     * @param pictures {@code [batch, 3, height, width]}, each side {@link #fewestRows} or more; stays open
     * @return {@code [batch, channels, height', width']}, attached to the manager of {@code pictures}
     */
    public final NDArray map(ParameterStore store, NDArray pictures) {
        return forward(pictures, ForwardContext.scoring(store));
    }

    /** Folds every batch norm into its convolution, which makes the network faster and no longer trainable. */
    public void fold(NDManager owner) {
        units(this).forEach(unit -> unit.fold(owner));
    }

    static List<ConvUnit> units(Block block) {
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
}
