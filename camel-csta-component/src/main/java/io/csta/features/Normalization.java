package io.csta.features;

import io.csta.nn.PictureCnn;
import io.csta.nn.PictureNetwork;
import java.nio.FloatBuffer;
import java.util.List;

/** The normalization of levels that a network was trained with: {@code (level - mean) / deviation}, by channel. */
final class Normalization {

    private static final int CHANNELS = PictureNetwork.CHANNELS;
    private static final int LEVELS = 256;

    /** Torchvision's, for levels from 0 to 1. */
    private static final Normalization TORCHVISION =
            new Normalization(255, new float[] {0.485f, 0.456f, 0.406f}, new float[] {0.229f, 0.224f, 0.225f});

    /** The one of EfficientNet-Lite's authors, the same for all channels. */
    private static final Normalization EFFICIENTNET_LITE =
            new Normalization(1, new float[] {127, 127, 127}, new float[] {128, 128, 128});

    private final float[][] table = new float[CHANNELS][LEVELS];

    private Normalization(float range, float[] mean, float[] deviation) {
        for (int channel = 0; channel < CHANNELS; channel++) {
            for (int level = 0; level < LEVELS; level++) {
                table[channel][level] = (level / range - mean[channel]) / deviation[channel];
            }
        }
    }

    /** The normalization of a network. */
    static Normalization of(PictureCnn cnn) {
        return switch (cnn) {
            case GOOGLENET -> TORCHVISION;
            case EFFICIENTNET_LITE0 -> EFFICIENTNET_LITE;
        };
    }

    /**
     * Normalizes pictures.
     *
     * @param pictures {@code [224, 224, 3]} each
     * @return {@code [pictures, 3, 224, 224]}, outside the Java heap
     */
    FloatBuffer apply(List<byte[]> pictures) {
        int size = ImageTransform.SIZE;
        FloatBuffer normalized = PictureNetwork.buffer(pictures.size(), size, size);
        float[] plane = new float[size * size];
        for (byte[] picture : pictures) {
            for (int channel = 0; channel < CHANNELS; channel++) {
                float[] levels = table[channel];
                for (int i = 0; i < plane.length; i++) {
                    plane[i] = levels[picture[i * CHANNELS + channel] & 0xff];
                }
                normalized.put(plane);
            }
        }
        return normalized.rewind();
    }
}
