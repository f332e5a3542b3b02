package io.csta.features;

import io.csta.checkpoint.Checkpoint;
import io.csta.nn.NotFiniteException;
import io.csta.nn.PictureNetwork;
import io.csta.nn.engine.Device;
import io.csta.nn.layer.ModelMismatchException;
import io.csta.nn.layer.ParameterValues;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * Turns pictures into vectors of unit length: GoogLeNet's pool5 layer, divided by (its L2 norm + 1e-10).
 *
 * <p>Safe for use by several threads. Close it to release its native memory.
 */
public final class FeatureExtractor implements AutoCloseable {

    /** The number of values in a feature vector. */
    public static final int WIDTH = PictureNetwork.WIDTH;

    /** A good batch size for a CPU; larger ones are not faster there. */
    public static final int BATCH = 16;

    private static final float NORM_EPSILON = 1e-10f;

    private final PictureNetwork network;

    private FeatureExtractor(PictureNetwork network) {
        this.network = network;
    }

    /**
     * An extractor with the weights of a GoogLeNet checkpoint as torchvision publishes it.
     *
     * @param checkpoint a {@code .pt}, {@code .pth} or {@code .safetensors} file
     * @throws io.csta.checkpoint.CheckpointException if the file cannot be read
     * @throws ModelMismatchException if the checkpoint is not one of GoogLeNet
     */
    public static FeatureExtractor of(Path checkpoint, Device device) {
        Checkpoint tensors = Checkpoint.read(checkpoint);
        try {
            return new FeatureExtractor(PictureNetwork.of(tensors, device));
        } catch (ModelMismatchException e) {
            throw new ModelMismatchException(checkpoint + ": " + e.getMessage());
        }
    }

    /** An extractor with the given value for every key of torchvision's state dict. */
    public static FeatureExtractor of(ParameterValues weights, Device device) {
        return new FeatureExtractor(PictureNetwork.of(weights, device));
    }

    /**
     * Turns pictures into vectors.
     *
     * @param pictures {@code [224, 224, 3]} each, from {@link ImageTransform}; {@link #BATCH} at once is a good number
     * @return {@code [pictures, 1024]}
     * @throws NotFiniteException if a vector contains NaN or an infinite value
     */
    public float[][] extract(List<byte[]> pictures) {
        return embed(Normalization.of(pictures), pictures.size());
    }

    /** Maps normalized pictures {@code [count, 3, 224, 224]} to vectors. */
    float[][] embed(FloatBuffer pictures, int count) {
        float[] flat = network.pool(pictures, count, ImageTransform.SIZE, ImageTransform.SIZE);
        float[][] rows = new float[count][WIDTH];
        for (int i = 0; i < count; i++) {
            System.arraycopy(flat, i * WIDTH, rows[i], 0, WIDTH);
            toUnitLength(rows[i]);
        }
        return rows;
    }

    private static void toUnitLength(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        NotFiniteException.throwIfNotFinite(squares, "the feature extractor computed");
        float norm = (float) Math.sqrt(squares) + NORM_EPSILON;
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= norm;
        }
    }

    @Override
    public void close() {
        network.close();
    }
}
