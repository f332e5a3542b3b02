package io.csta.features;

import io.csta.nn.PictureNetwork;
import java.nio.FloatBuffer;
import java.util.List;

/** torchvision's normalization of levels: {@code (level / 255 - mean) / deviation}, by channel. */
final class Normalization {

    private static final int CHANNELS = PictureNetwork.CHANNELS;
    private static final int LEVELS = 256;
    private static final float[] MEAN = {0.485f, 0.456f, 0.406f};
    private static final float[] DEVIATION = {0.229f, 0.224f, 0.225f};
    private static final float[][] TABLE = table();

    private Normalization() {}

    private static float[][] table() {
        float[][] table = new float[CHANNELS][LEVELS];
        for (int channel = 0; channel < CHANNELS; channel++) {
            for (int level = 0; level < LEVELS; level++) {
                table[channel][level] = (level / 255f - MEAN[channel]) / DEVIATION[channel];
            }
        }
        return table;
    }

    /**
     * Normalizes pictures.
     *
     * @param pictures {@code [224, 224, 3]} each
     * @return {@code [pictures, 3, 224, 224]}, outside the Java heap
     */
    static FloatBuffer of(List<byte[]> pictures) {
        int size = ImageTransform.SIZE;
        FloatBuffer normalized = PictureNetwork.buffer(pictures.size(), size, size);
        float[] plane = new float[size * size];
        for (byte[] picture : pictures) {
            for (int channel = 0; channel < CHANNELS; channel++) {
                float[] levels = TABLE[channel];
                for (int i = 0; i < plane.length; i++) {
                    plane[i] = levels[picture[i * CHANNELS + channel] & 0xff];
                }
                normalized.put(plane);
            }
        }
        return normalized.rewind();
    }
}
