package io.csta.nn;

import io.csta.nn.backbone.Backbone;
import io.csta.nn.engine.Device;
import io.csta.nn.layer.GraphContext;
import io.csta.onnx.Graph;
import io.csta.onnx.NativeTensor;
import io.csta.onnx.OnnxSession;
import io.csta.onnx.OnnxSession.Memory;
import io.csta.onnx.Value;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Objects;

/** A CNN on ONNX Runtime. */
final class OnnxPictureNetwork implements PictureNetwork {

    private static final String PICTURES = "pictures";
    private static final String VECTORS = "vectors";

    private final OnnxSession session;

    OnnxPictureNetwork(Backbone network, GraphContext.Weights weights, Device device) {
        NetworkCheck.requirePictures(network, device);
        Graph graph = new Graph();
        Value pictures = graph.input(PICTURES, Value.ANY, CHANNELS, Value.ANY, Value.ANY);
        Value map = network.write(pictures, new GraphContext(graph, weights));
        graph.output(VECTORS, graph.reduceMean(map, false, 2, 3));
        this.session = OnnxSession.of(graph, Memory.KEPT, device.gpu());
    }

    @Override
    public float[] pool(FloatBuffer pictures, int count, int height, int width) {
        try (NativeTensor input = NativeTensor.of(pictures, count, CHANNELS, height, width)) {
            Map<String, NativeTensor> outputs = session.run(Map.of(PICTURES, input));
            try (NativeTensor vectors = Objects.requireNonNull(outputs.get(VECTORS))) {
                return vectors.toFloats();
            }
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
