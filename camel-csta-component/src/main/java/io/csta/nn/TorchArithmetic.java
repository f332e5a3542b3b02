package io.csta.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.csta.arithmetic.Arithmetic;
import io.csta.arithmetic.Convolution;
import io.csta.nn.engine.Device;
import io.csta.nn.engine.Torch;
import io.csta.nn.engine.TorchSetting;
import io.csta.nn.layer.Conv2d;
import java.util.List;

/** The convolutions of PyTorch, as {@link Conv2d} uses them. */
final class TorchArithmetic implements Arithmetic.Trainable {

    private final Device device;

    TorchArithmetic(Device device) {
        this.device = device;
    }

    @Override
    public String name() {
        return "PyTorch %s on %s".formatted(Torch.engine().getVersion(), device.name());
    }

    @Override
    public List<String> settings() {
        return device.isGpu() ? List.of(TorchSetting.DEFAULT.text()) : TorchSetting.texts();
    }

    @Override
    public boolean use(String setting) {
        return TorchSetting.of(setting).map(TorchSetting::use).orElse(false);
    }

    private static Shape inputShape(Convolution convolution, int batch) {
        return new Shape(batch, convolution.in(), convolution.height(), convolution.width());
    }

    private static Shape kernelShape(Convolution convolution) {
        return new Shape(
                convolution.out(), convolution.inPerGroup(), convolution.windowHeight(), convolution.windowWidth());
    }

    private static NDArray convolve(Convolution convolution, NDArray input, NDArray kernel, NDArray bias) {
        return Conv2d.convolve(input, kernel, bias, convolution.stride(), convolution.groups(), convolution.padding());
    }

    @Override
    public float[] convolve(Convolution convolution, int batch, float[] input, float[] kernel, float[] bias) {
        try (NDManager manager = Torch.manager(device)) {
            return convolve(
                            convolution,
                            manager.create(input, inputShape(convolution, batch)),
                            manager.create(kernel, kernelShape(convolution)),
                            manager.create(bias))
                    .toFloatArray();
        }
    }

    @Override
    public Gradients gradients(Convolution convolution, int batch, float[] input, float[] kernel, float[] weights) {
        try (NDManager manager = Torch.manager(device)) {
            NDArray images = manager.create(input, inputShape(convolution, batch));
            NDArray windows = manager.create(kernel, kernelShape(convolution));
            NDArray bias = manager.zeros(new Shape(convolution.out()));
            Shape outputShape = new Shape(batch, convolution.out(), convolution.outHeight(), convolution.outWidth());
            NDArray factors = manager.create(weights, outputShape);
            images.setRequiresGradient(true);
            windows.setRequiresGradient(true);
            try (GradientCollector collector = Torch.engine().newGradientCollector()) {
                NDArray sum = convolve(convolution, images, windows, bias)
                        .mul(factors)
                        .sum();
                collector.backward(sum);
            }
            return new Gradients(
                    images.getGradient().toFloatArray(), windows.getGradient().toFloatArray());
        }
    }
}
