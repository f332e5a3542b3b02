package io.csta.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.csta.checkpoint.Checkpoint;
import io.csta.checkpoint.Tensor;
import io.csta.nn.CorrectTorch;
import io.csta.nn.backbone.Cnn;
import io.csta.nn.backbone.GoogLeNet;
import io.csta.nn.engine.Device;
import io.csta.nn.engine.Engine;
import io.csta.nn.engine.Torch;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures the batch-norm statistics of {@link CalibratedExtractor} on {@link CalibrationPictures}, with PyTorch.
 *
 * <p>{@link #main} wrote the resource; a test measures it again.
 */
final class CalibrationStatistics {

    private static final float[] MEAN = {0.485f, 0.456f, 0.406f};
    private static final float[] DEVIATION = {0.229f, 0.224f, 0.225f};
    private static final int SIDE = 224;
    private static final int CHANNELS = 3;

    private CalibrationStatistics() {}

    /** Writes the resource to the file in the argument. */
    public static void main(String[] arguments) {
        measure().writeSafetensors(Path.of(arguments[0]));
    }

    static Checkpoint measure() {
        CorrectTorch.require(Cnn.GOOGLENET);
        try (NDManager manager = Torch.manager(Device.cpu(Engine.PYTORCH))) {
            GoogLeNet network = new GoogLeNet();
            network.fill(CalibratedExtractor::generated, manager);
            network.calibrate(new ParameterStore(manager, false), pictures(manager));
            Map<String, Tensor> statistics = new LinkedHashMap<>();
            network.checkpoint().tensors().forEach((key, tensor) -> {
                if (key.contains(".running_")) {
                    statistics.put(key, tensor);
                }
            });
            return Checkpoint.of(statistics);
        }
    }

    private static NDArray pictures(NDManager manager) {
        List<byte[]> pictures = CalibrationPictures.draw();
        float[] normalized = new float[pictures.size() * CHANNELS * SIDE * SIDE];
        int at = 0;
        for (byte[] picture : pictures) {
            for (int channel = 0; channel < CHANNELS; channel++) {
                for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
                    float level = (picture[pixel * CHANNELS + channel] & 0xff) / 255f;
                    normalized[at++] = (level - MEAN[channel]) / DEVIATION[channel];
                }
            }
        }
        return manager.create(normalized, new Shape(pictures.size(), CHANNELS, SIDE, SIDE));
    }
}
