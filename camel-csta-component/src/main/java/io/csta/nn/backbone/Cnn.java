package io.csta.nn.backbone;

/** The convolutional networks. */
public enum Cnn {
    GOOGLENET(GoogLeNet.CHANNELS),
    RESNET_18(512),
    MOBILENET_V2(1280),
    EFFICIENTNET_B0(1280);

    private final int width;

    Cnn(int width) {
        this.width = width;
    }

    /** How many values its map has for a frame. */
    public int width() {
        return width;
    }
}
