package io.csta.nn;

import io.csta.checkpoint.Checkpoint;
import io.csta.nn.backbone.Backbone;
import io.csta.nn.engine.Device;
import io.csta.nn.layer.ModelMismatchException;
import io.csta.nn.layer.ParameterValues;
import io.csta.nn.layer.StateDict;
import io.csta.onnx.NativeTensor;
import java.nio.FloatBuffer;

/**
 * A CNN up to its last pooling, ready to compute feature vectors of images on either engine.
 *
 * <p>Safe for use by several threads. Close it to free its weights.
 */
public interface PictureNetwork extends AutoCloseable {

    /** The width and height of the images that networks are trained with and checked for, in pixels. */
    int SIDE = 224;

    /** Channels of an image: red, green and blue. */
    int CHANNELS = 3;

    /**
     * A network with the weights of a published checkpoint.
     *
     * @throws ModelMismatchException if the checkpoint does not fit the network
     */
    static PictureNetwork of(PictureCnn cnn, Checkpoint weights, Device device) {
        Backbone network = cnn.network();
        return switch (device.engine()) {
            case ONNX_RUNTIME -> new OnnxPictureNetwork(network, network.weights(weights), device);
            case PYTORCH -> new TorchPictureNetwork(network, device, owner -> network.load(weights, owner));
        };
    }

    /** A network with the given value for every key of the published state dict. */
    static PictureNetwork of(PictureCnn cnn, ParameterValues values, Device device) {
        Backbone network = cnn.network();
        return switch (device.engine()) {
            case ONNX_RUNTIME -> new OnnxPictureNetwork(network, StateDict.weights(network, values), device);
            case PYTORCH -> new TorchPictureNetwork(network, device, owner -> network.fill(values, owner));
        };
    }

    /** A buffer outside of the Java heap for {@code [pictures, 3, height, width]}, for {@link #pool}. */
    static FloatBuffer buffer(int pictures, int height, int width) {
        return NativeTensor.buffer((long) pictures * CHANNELS * height * width);
    }

    /**
     * Computes feature vectors of images: the mean of each channel of the network's feature map.
     *
     * @param pictures {@code [count, 3, height, width]} from {@link #buffer}, normalized as the network expects
     * @return {@code [count, channels]}, row-major
     */
    float[] pool(FloatBuffer pictures, int count, int height, int width);

    @Override
    void close();
}
