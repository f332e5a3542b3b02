package io.csta.nn;

import io.csta.OutputException;
import io.csta.OutputFile;
import io.csta.checkpoint.Checkpoint;
import io.csta.nn.backbone.Backbone;
import io.csta.nn.csta.CstaNetwork;
import io.csta.nn.csta.CstaOptions;
import io.csta.nn.csta.CstaOptions.Input;
import io.csta.nn.csta.NetworkOptionException;
import io.csta.nn.layer.GraphContext;
import io.csta.nn.layer.ModelMismatchException;
import io.csta.onnx.Graph;
import io.csta.onnx.Value;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Writes a checkpoint as an ONNX model, for other programs. */
public final class OnnxFile {

    /** The first key of each network of images. */
    private static final Map<String, PictureCnn> OF_PICTURES =
            Map.of("conv1.conv.weight", PictureCnn.GOOGLENET, "_conv_stem.weight", PictureCnn.EFFICIENTNET_LITE0);

    private OnnxFile() {}

    /**
     * Writes the network to which a checkpoint belongs.
     *
     * <p>GoogLeNet or EfficientNet-Lite0 becomes a model that maps {@code pictures [count, 3, height, width]}, normalized as
     * its authors do, to {@code features [count, width]}, not yet of unit length. CSTA becomes one that maps {@code features [frames, vector width]},
     * of unit length, to {@code scores [frames]}; with change profiles as its input, one that maps {@code profiles [frames, 96]}.
     *
     * @param options of a CSTA network; default: those in the metadata of the checkpoint, or the published ones
     * @throws ModelMismatchException if the checkpoint fits none of these networks
     * @throws NetworkOptionException if the metadata of the checkpoint contains invalid options
     * @throws OutputException if the file cannot be written
     */
    public static void write(Checkpoint checkpoint, Optional<CstaOptions> options, Path file) {
        Graph graph = new Graph();
        Map<String, String> metadata = OF_PICTURES.entrySet().stream()
                .filter(entry -> checkpoint.tensors().containsKey(entry.getKey()))
                .findFirst()
                .map(entry -> writePictureCnn(entry.getValue(), checkpoint, graph))
                .orElseGet(() -> writeCsta(
                        checkpoint,
                        options.or(() -> CstaOptions.of(checkpoint)).orElseGet(CstaOptions::published),
                        graph));
        OutputFile.write(file, part -> {
            try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(part))) {
                graph.write(stream, metadata);
            }
        });
    }

    private static Map<String, String> writePictureCnn(PictureCnn cnn, Checkpoint checkpoint, Graph graph) {
        Backbone network = cnn.network();
        GraphContext context = new GraphContext(graph, network.weights(checkpoint));
        Value pictures = graph.input("pictures", Value.ANY, PictureNetwork.CHANNELS, Value.ANY, Value.ANY);
        graph.output("features", graph.reduceMean(network.write(pictures, context), false, 2, 3));
        return Map.of();
    }

    private static Map<String, String> writeCsta(Checkpoint checkpoint, CstaOptions options, Graph graph) {
        CstaNetwork network = new CstaNetwork(options);
        GraphContext context = new GraphContext(graph, network.weights(checkpoint));
        Value features = graph.input(
                options.input() == Input.VECTORS ? "features" : "profiles", Value.ANY, options.inputWidth());
        graph.output("scores", network.write(features, context));
        return Map.of(CstaOptions.METADATA, options.text());
    }
}
