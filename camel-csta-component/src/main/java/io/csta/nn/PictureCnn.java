package io.csta.nn;

import io.csta.nn.backbone.Backbone;
import io.csta.nn.backbone.EfficientNetLite0;
import io.csta.nn.backbone.GoogLeNet;

/** The kinds of convolutional network that can turn pictures into vectors. */
public enum PictureCnn {
    /** Szegedy et al., "Going deeper with convolutions", CVPR 2015, in the layout of torchvision. */
    GOOGLENET(GoogLeNet.CHANNELS) {
        @Override
        Backbone network() {
            return new GoogLeNet();
        }
    },
    /** Google's variant of EfficientNet for small devices, in the layout of the package {@code efficientnet_lite_pytorch}. */
    EFFICIENTNET_LITE0(EfficientNetLite0.CHANNELS) {
        @Override
        Backbone network() {
            return new EfficientNetLite0();
        }
    };

    private final int width;

    PictureCnn(int width) {
        this.width = width;
    }

    /** The length of its vectors. */
    public int width() {
        return width;
    }

    /** A new network without values. */
    abstract Backbone network();
}
