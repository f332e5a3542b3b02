package io.csta.nn.backbone;

/** The kinds of convolutional network that CSTA can use. */
public enum Cnn {
    GOOGLENET(GoogLeNet.CHANNELS),
    RESNET_18(512),
    MOBILENET_V2(1280),
    EFFICIENTNET_B0(1280);

    private final int width;

    Cnn(int width) {
        this.width = width;
    }

    /** The number of channels of its map. */
    public int width() {
        return width;
    }
}
