package io.csta.nn;

import io.csta.nn.backbone.Backbone;
import io.csta.nn.backbone.EfficientNetLite0;
import io.csta.nn.backbone.GoogLeNet;

/** The kinds of convolutional network that can turn pictures into vectors. */
public enum PictureCnn {
    /** Szegedy et al., "Going deeper with convolutions", CVPR 2015, in the layout of torchvision. */
    GOOGLENET(GoogLeNet.CHANNELS, 1) {
        @Override
        Backbone network() {
            return new GoogLeNet();
        }
    },
    /** Google's variant of EfficientNet for small devices, in the layout of the package {@code efficientnet_lite_pytorch}. */
    EFFICIENTNET_LITE0(EfficientNetLite0.CHANNELS, 4) {
        @Override
        Backbone network() {
            return new EfficientNetLite0();
        }
    };

    private final int width;
    private final double penaltyWeight;

    PictureCnn(int width, double penaltyWeight) {
        this.width = width;
        this.penaltyWeight = penaltyWeight;
    }

    /** The length of its vectors. */
    public int width() {
        return width;
    }

    /**
     * The factor of the penalty of KTS with which the boundaries that are found in its vectors agree best with real ones. Vectors
     * that describe content in more detail vary more within a shot. GoogLeNet has the published factor of 1. For
     * EfficientNet-Lite0, it was measured on seven films from real clips, on which a factor of 1 finds about twice as many
     * boundaries as there are.
     */
    public double penaltyWeight() {
        return penaltyWeight;
    }

    /** A new network without values. */
    abstract Backbone network();
}
