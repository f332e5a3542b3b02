package io.csta.nn;

import io.csta.CancelledException;
import io.csta.nn.backbone.Tile;
import io.csta.nn.csta.CstaGraph;
import io.csta.nn.csta.CstaNetwork;
import io.csta.nn.csta.CstaOptions;
import io.csta.nn.engine.Device;
import io.csta.nn.layer.GraphContext;
import io.csta.onnx.Graph;
import io.csta.onnx.NativeTensor;
import io.csta.onnx.OnnxSession;
import io.csta.onnx.OnnxSession.Memory;
import io.csta.onnx.Value;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A CSTA network on ONNX Runtime. The CNN processes long videos tile by tile, so that memory does not grow with its maps. */
final class OnnxScoringNetwork implements ScoringNetwork {

    private static final String FEATURES = "features";
    private static final String ROWS = "rows";
    private static final String KEYS = "keys";
    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String MAP = "map";
    private static final String SCORES = "scores";

    private final CstaNetwork network;
    private final OnnxSession embedding;
    private final OnnxSession cnn;
    private final OnnxSession scoring;

    OnnxScoringNetwork(CstaNetwork network, GraphContext.Weights weights, Device device) {
        NetworkCheck.requireScoring(network, device);
        CstaGraph writer = new CstaGraph(network);
        this.network = network;
        Graph first = new Graph();
        CstaGraph.Embedded embedded = writer.embed(
                first.input(FEATURES, Value.ANY, network.options().inputWidth()), new GraphContext(first, weights));
        first.output(ROWS, embedded.rows());
        first.output(KEYS, embedded.keys());
        Graph second = new Graph();
        second.output(
                MAP,
                writer.cnnMap(
                        keys(second, embedded),
                        second.integerInput(FROM, 1),
                        second.integerInput(TO, 1),
                        new GraphContext(second, weights)));
        Graph third = new Graph();
        CstaGraph.Embedded inputs = new CstaGraph.Embedded(
                third.input(ROWS, Value.ANY, embedded.rows().size(1)), keys(third, embedded));
        Value map = third.input(MAP, Value.ANY, network.options().cnn().width());
        third.output(SCORES, writer.scores(inputs, map, new GraphContext(third, weights)));
        List<OnnxSession> opened = new ArrayList<>();
        try {
            opened.add(OnnxSession.of(first, Memory.NONE_KEPT, device.gpu()));
            opened.add(OnnxSession.of(second, Memory.KEPT, device.gpu()));
            opened.add(OnnxSession.of(third, Memory.NONE_KEPT, device.gpu()));
        } catch (RuntimeException e) {
            opened.forEach(OnnxSession::close);
            throw e;
        }
        this.embedding = opened.get(0);
        this.cnn = opened.get(1);
        this.scoring = opened.get(2);
    }

    private static Value keys(Graph graph, CstaGraph.Embedded embedded) {
        return graph.input(
                KEYS, embedded.keys().size(0), Value.ANY, embedded.keys().size(2));
    }

    @Override
    public CstaOptions options() {
        return network.options();
    }

    @Override
    public int fewestFrames() {
        return network.fewestFrames();
    }

    @Override
    public float[] score(float[] inputs) {
        int width = network.options().inputWidth();
        int frames = inputs.length / width;
        network.checkLength(frames);
        FloatBuffer buffer = NativeTensor.buffer(inputs.length).put(inputs).rewind();
        try (NativeTensor matrix = NativeTensor.of(buffer, frames, width);
                Outputs embedded = Outputs.of(embedding.run(Map.of(FEATURES, matrix)));
                NativeTensor map = cnnMap(embedded.get(KEYS));
                Outputs scores =
                        Outputs.of(scoring.run(Map.of(ROWS, embedded.get(ROWS), KEYS, embedded.get(KEYS), MAP, map)))) {
            return scores.get(SCORES).toFloats();
        }
    }

    /** The CNN's map of all rows, computed tile by tile: {@code [rows of the map, width]}. */
    private NativeTensor cnnMap(NativeTensor keys) {
        int copies = network.options().rowsPerFrame();
        int rows = Math.toIntExact(keys.shape()[1]);
        int width = network.options().cnn().width();
        List<float[]> parts = new ArrayList<>();
        int floats = 0;
        Iterator<Tile> tiles =
                network.cnn().tiles(Math.multiplyExact(rows, copies)).iterator();
        while (tiles.hasNext()) {
            CancelledException.throwIfInterrupted();
            float[] part = cnnMap(keys, tiles.next().dividedBy(copies), width, !tiles.hasNext());
            parts.add(part);
            floats += part.length;
        }
        FloatBuffer map = NativeTensor.buffer(floats);
        parts.forEach(map::put);
        return NativeTensor.of(map.rewind(), floats / width, width);
    }

    private float[] cnnMap(NativeTensor keys, Tile tile, int width, boolean last) {
        try (NativeTensor from = NativeTensor.of(tile.firstRow());
                NativeTensor to = NativeTensor.of(tile.endRow());
                Outputs outputs = Outputs.of(runCnn(Map.of(KEYS, keys, FROM, from, TO, to), last))) {
            float[] map = outputs.get(MAP).toFloats();
            int end = (int) Math.min(map.length / width, (long) tile.skipped() + tile.taken());
            return Arrays.copyOfRange(map, tile.skipped() * width, end * width);
        }
    }

    private Map<String, NativeTensor> runCnn(Map<String, NativeTensor> inputs, boolean last) {
        return last ? cnn.runLast(inputs) : cnn.run(inputs);
    }

    /** The outputs of a run by name, to be closed. */
    private record Outputs(Map<String, NativeTensor> tensors) implements AutoCloseable {

        static Outputs of(Map<String, NativeTensor> tensors) {
            return new Outputs(tensors);
        }

        NativeTensor get(String name) {
            return Objects.requireNonNull(tensors.get(name), name);
        }

        @Override
        public void close() {
            tensors.values().forEach(NativeTensor::close);
        }
    }

    @Override
    public void close() {
        embedding.close();
        cnn.close();
        scoring.close();
    }
}
