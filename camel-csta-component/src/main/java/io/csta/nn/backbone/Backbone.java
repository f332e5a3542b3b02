package io.csta.nn.backbone;

import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import io.csta.nn.layer.Chain;
import io.csta.nn.layer.ConvUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * A CNN up to its last convolution: pictures {@code [batch, 3, height, width]} to maps
 * {@code [batch, channels, height', width']}, each side about a thirty-second of what it was. Keys are those of
 * torchvision's network, whose classifiers are left out.
 */
public abstract class Backbone extends Chain {

    private final String key;
    private final String title;
    private final int fewestRows;

    /**
     * A network to be built.
     *
     * @param key what a CSTA network calls it
     * @param title what people call it
     * @param fewestRows the smallest height, and width, that leaves something
     */
    Backbone(String key, String title, int fewestRows) {
        this.key = key;
        this.title = title;
        this.fewestRows = fewestRows;
    }

    /** The network that an option names. */
    public static Backbone of(Cnn cnn) {
        return switch (cnn) {
            case GOOGLENET -> new GoogLeNet();
            case RESNET_18 -> new ResNet18();
            case MOBILENET_V2 -> new MobileNetV2();
            case EFFICIENTNET_B0 -> new EfficientNetB0();
        };
    }

    public final String key() {
        return key;
    }

    public final String title() {
        return title;
    }

    public final int fewestRows() {
        return fewestRows;
    }

    /** The parts of a tall picture that can be looked at one by one, from top to bottom. */
    public abstract List<Tile> tiles(int rows);

    /** What a published checkpoint holds, and nothing here needs. */
    public static boolean isUnused(String key) {
        return key.startsWith("fc.")
                || key.startsWith("classifier.")
                || key.startsWith("aux1.")
                || key.startsWith("aux2.")
                || key.endsWith(".num_batches_tracked");
    }

    /** Folds every batch norm into its convolution: faster, and no longer trainable. */
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
