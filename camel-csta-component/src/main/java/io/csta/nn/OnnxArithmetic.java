package io.csta.nn;

import io.csta.arithmetic.Arithmetic;
import io.csta.arithmetic.Convolution;
import io.csta.nn.engine.Device;
import io.csta.nn.layer.GraphContext;
import io.csta.onnx.Graph;
import io.csta.onnx.NativeTensor;
import io.csta.onnx.OnnxRuntime;
import io.csta.onnx.OnnxSession;
import io.csta.onnx.OnnxSession.Memory;
import io.csta.onnx.Value;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The convolutions of ONNX Runtime. */
final class OnnxArithmetic implements Arithmetic {

    private static final String DEFAULT = "default";
    private static final String INPUT = "input";
    private static final String OUTPUT = "output";

    private final Device device;

    OnnxArithmetic(Device device) {
        this.device = device;
    }

    @Override
    public String name() {
        return "ONNX Runtime %s on %s".formatted(OnnxRuntime.version(), device.name());
    }

    @Override
    public List<String> settings() {
        return List.of(DEFAULT);
    }

    @Override
    public boolean use(String setting) {
        return setting.equals(DEFAULT);
    }

    @Override
    public float[] convolve(Convolution convolution, int batch, float[] input, float[] kernel, float[] bias) {
        Graph graph = new Graph();
        long[] shape = {batch, convolution.in(), convolution.height(), convolution.width()};
        Value images = graph.input(INPUT, Value.ANY, shape[1], shape[2], shape[3]);
        Value weights = graph.weights(
                "weight",
                kernel,
                convolution.out(),
                convolution.inPerGroup(),
                convolution.windowHeight(),
                convolution.windowWidth());
        Value biases = graph.weights("bias", bias, convolution.out());
        graph.output(
                OUTPUT,
                GraphContext.conv(
                        graph,
                        images,
                        weights,
                        biases,
                        convolution.stride(),
                        convolution.groups(),
                        convolution.padding()));
        try (OnnxSession session = OnnxSession.of(graph, Memory.NONE_KEPT, device.gpu());
                NativeTensor tensor = NativeTensor.of(
                        NativeTensor.buffer(input.length).put(input).rewind(), shape);
                NativeTensor output = Objects.requireNonNull(
                        session.run(Map.of(INPUT, tensor)).get(OUTPUT))) {
            return output.toFloats();
        }
    }
}
