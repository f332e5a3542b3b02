package io.csta.features;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.csta.checkpoint.Checkpoint;
import io.csta.nn.GoogLeNet;
import io.csta.nn.ModelMismatchException;
import io.csta.nn.ParameterValues;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * Turns pictures into vectors of unit length: GoogLeNet's pool5 layer, divided by (its L2 norm + 1e-10).
 *
 * <p>Safe for use by several threads. Close it to give its native memory back.
 */
public final class FeatureExtractor implements AutoCloseable {

    /** Values in a vector. */
    public static final int WIDTH = GoogLeNet.CHANNELS;

    /** Pictures that are worth giving at once; larger batches are no faster on a CPU. */
    public static final int BATCH = 16;

    private static final float[] MEAN = {0.485f, 0.456f, 0.406f};
    private static final float[] DEVIATION = {0.229f, 0.224f, 0.225f};
    private static final float NORM_EPSILON = 1e-10f;
    private static final String ENGINE = "PyTorch";

    private final NDManager manager;
    private final ParameterStore store;
    private final GoogLeNet network;
    private final NDArray mean;
    private final NDArray deviation;

    private FeatureExtractor(Device device) {
        this.manager = NDManager.newBaseManager(device, ENGINE);
        this.store = new ParameterStore(manager, false);
        this.network = new GoogLeNet();
        this.mean = manager.create(MEAN, new Shape(1, 3, 1, 1));
        this.deviation = manager.create(DEVIATION, new Shape(1, 3, 1, 1));
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
            return prepare(device, extractor -> extractor.network.load(tensors, extractor.manager));
        } catch (ModelMismatchException e) {
            throw new ModelMismatchException(checkpoint + ": " + e.getMessage());
        }
    }

    /** An extractor with the given value for every key of torchvision's state dict. */
    public static FeatureExtractor untrained(ParameterValues weights, Device device) {
        return prepare(device, extractor -> extractor.network.fill(weights, extractor.manager));
    }

    /**
     * An extractor that never saw an image data set: given weights, and batch-norm statistics calibrated on pictures.
     *
     * @param weights the value of every key of torchvision's state dict
     * @param pictures {@code [224, 224, 3]} each, as unlike as possible
     */
    public static FeatureExtractor calibrated(ParameterValues weights, List<byte[]> pictures, Device device) {
        return prepare(device, extractor -> extractor.calibrate(weights, pictures));
    }

    private void calibrate(ParameterValues weights, List<byte[]> pictures) {
        network.fill(weights, manager);
        try (NDManager scope = manager.newSubManager()) {
            network.calibrate(store, normalized(pictures, scope));
        }
    }

    private static FeatureExtractor prepare(Device device, Consumer<FeatureExtractor> filling) {
        FeatureExtractor extractor = new FeatureExtractor(device);
        try {
            filling.accept(extractor);
            extractor.network.fold(extractor.manager);
            return extractor;
        } catch (RuntimeException e) {
            extractor.close();
            throw e;
        }
    }

    /**
     * Turns pictures into vectors.
     *
     * @param pictures {@code [224, 224, 3]} each, as {@link ImageTransform} makes them; see {@link #BATCH}
     * @return {@code [pictures, 1024]}
     */
    public float[][] extract(List<byte[]> pictures) {
        try (NDManager scope = manager.newSubManager()) {
            return embed(normalized(pictures, scope));
        }
    }

    /** Maps normalized pictures {@code [batch, 3, 224, 224]} to vectors. */
    float[][] embed(NDArray pictures) {
        int batch = Math.toIntExact(pictures.getShape().get(0));
        try (NDArray map = network.map(store, pictures);
                NDArray places = map.reshape(batch, WIDTH, -1);
                NDArray pooled = places.mean(new int[] {2})) {
            float[] flat = pooled.toFloatArray();
            float[][] rows = new float[batch][WIDTH];
            for (int i = 0; i < batch; i++) {
                System.arraycopy(flat, i * WIDTH, rows[i], 0, WIDTH);
                toUnitLength(rows[i]);
            }
            return rows;
        }
    }

    private static void toUnitLength(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        float norm = (float) Math.sqrt(squares) + NORM_EPSILON;
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= norm;
        }
    }

    private NDArray normalized(List<byte[]> pictures, NDManager scope) {
        int size = ImageTransform.SIZE;
        ByteBuffer bytes = ByteBuffer.allocateDirect(pictures.size() * size * size * 3);
        pictures.forEach(bytes::put);
        bytes.rewind();
        try (NDArray levels = scope.create(bytes, new Shape(pictures.size(), size, size, 3), DataType.UINT8);
                NDArray channelsFirst = levels.transpose(0, 3, 1, 2)) {
            NDArray pixels = channelsFirst.toType(DataType.FLOAT32, true);
            pixels.attach(scope);
            return pixels.divi(255f).subi(mean).divi(deviation);
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
