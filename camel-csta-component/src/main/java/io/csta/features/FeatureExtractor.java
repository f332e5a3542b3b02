package io.csta.features;

import io.csta.checkpoint.Checkpoint;
import io.csta.nn.NotFiniteException;
import io.csta.nn.PictureCnn;
import io.csta.nn.PictureNetwork;
import io.csta.nn.engine.Device;
import io.csta.nn.layer.ModelMismatchException;
import io.csta.nn.layer.ParameterValues;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * Turns pictures into vectors of unit length: the pooled map of a CNN, such as GoogLeNet's pool5 layer, divided by (its L2
 * norm + 1e-10).
 *
 * <p>Safe for use by several threads. Close it to release its native memory.
 */
public final class FeatureExtractor implements AutoCloseable {

    /** A good batch size for a CPU; larger ones are not faster there. */
    public static final int BATCH = 16;

    private static final float NORM_EPSILON = 1e-10f;

    private final PictureCnn cnn;
    private final PictureNetwork network;

    private FeatureExtractor(PictureCnn cnn, PictureNetwork network) {
        this.cnn = cnn;
        this.network = network;
    }

    /**
     * An extractor with the weights of a published checkpoint.
     *
     * @param checkpoint a {@code .pt}, {@code .pth} or {@code .safetensors} file
     * @throws io.csta.checkpoint.CheckpointException if the file cannot be read
     * @throws ModelMismatchException if the checkpoint is not one of this network
     */
    public static FeatureExtractor of(PictureCnn cnn, Path checkpoint, Device device) {
        Checkpoint tensors = Checkpoint.read(checkpoint);
        try {
            return of(cnn, tensors, device);
        } catch (ModelMismatchException e) {
            throw new ModelMismatchException(checkpoint + ": " + e.getMessage());
        }
    }

    /**
     * An extractor with the weights of a published checkpoint.
     *
     * @throws ModelMismatchException if the checkpoint is not one of this network
     */
    public static FeatureExtractor of(PictureCnn cnn, Checkpoint weights, Device device) {
        return new FeatureExtractor(cnn, PictureNetwork.of(cnn, weights, device));
    }

    /** An extractor with the given value for every key of the published state dict. */
    public static FeatureExtractor of(PictureCnn cnn, ParameterValues weights, Device device) {
        return new FeatureExtractor(cnn, PictureNetwork.of(cnn, weights, device));
    }

    /** The length of a vector. */
    public int width() {
        return cnn.width();
    }

    /** The factor of the penalty of KTS with which cuts between these vectors agree best with real ones. */
    public double penaltyWeight() {
        return cnn.penaltyWeight();
    }

    /**
     * Turns pictures into vectors.
     *
     * @param pictures {@code [224, 224, 3]} each, from {@link ImageTransform}; {@link #BATCH} at once is a good number
     * @return {@code [pictures, width]}
     * @throws NotFiniteException if a vector contains NaN or an infinite value
     */
    public float[][] extract(List<byte[]> pictures) {
        return embed(Normalization.of(cnn).apply(pictures), pictures.size());
    }

    /** Maps normalized pictures {@code [count, 3, 224, 224]} to vectors. */
    float[][] embed(FloatBuffer pictures, int count) {
        float[] flat = network.pool(pictures, count, ImageTransform.SIZE, ImageTransform.SIZE);
        float[][] rows = new float[count][width()];
        for (int i = 0; i < count; i++) {
            System.arraycopy(flat, i * width(), rows[i], 0, width());
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
