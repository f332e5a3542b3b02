package io.csta.nn;

import io.csta.arithmetic.Arithmetic;
import io.csta.arithmetic.ArithmeticGuard;
import io.csta.arithmetic.ArithmeticGuard.Workload;
import io.csta.arithmetic.Convolution;
import io.csta.arithmetic.Verdict;
import io.csta.nn.backbone.Backbone;
import io.csta.nn.csta.CstaNetwork;
import io.csta.nn.csta.CstaOptions;
import io.csta.nn.engine.Device;
import io.csta.nn.engine.Engine;
import io.csta.nn.layer.GraphContext;
import io.csta.nn.layer.Layer;
import io.csta.nn.layer.StateDict;
import io.csta.onnx.Graph;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Checks that an engine computes the convolutions of a network correctly on this processor, before the network is used. */
public final class NetworkCheck {

    /** One image, two, for which kernels already use their batch code, and the default batch size of a feature extractor. */
    private static final List<Integer> BATCHES = List.of(1, 2, 16);

    private static final List<Integer> SINGLE = List.of(1);

    /** Positions on the input are convolved with each channel as an image. */
    private static final List<Integer> CHANNELS = List.of(1, PictureNetwork.CHANNELS);

    /** Heights of the CNN's input image: a short video, and a longer one. */
    private static final List<Integer> HEIGHTS = List.of(45, 320);

    /** A single height, because checking gradients takes several times as long. */
    private static final List<Integer> HEIGHTS_IN_TRAINING = List.of(96);

    /**
     * The dependencies of the checks.
     *
     * @param guard keeps verdicts
     * @param arithmetics the convolutions of a device's engine
     */
    record Dependencies(ArithmeticGuard guard, Function<Device, Arithmetic> arithmetics) {}

    static final Dependencies OF_PROCESS = new Dependencies(ArithmeticGuard.ofProcess(), NetworkCheck::arithmetic);

    private static volatile Dependencies dependencies = OF_PROCESS;

    private NetworkCheck() {}

    /** Replaces the dependencies of this process, to test how an incorrect library is handled. */
    static void use(Dependencies others) {
        dependencies = others;
    }

    /**
     * Checks the feature extractor.
     *
     * @throws io.csta.arithmetic.WrongArithmeticException if the engine is incorrect with all of its settings
     */
    static Verdict requirePictures(Backbone network, Device device) {
        return require(device, pictures(network));
    }

    /**
     * Checks the CNN of a scorer.
     *
     * @throws io.csta.arithmetic.WrongArithmeticException if the engine is incorrect with all of its settings
     */
    static Verdict requireScoring(CstaNetwork network, Device device) {
        return require(device, scoring(network, false));
    }

    /**
     * Checks the CNN of a scorer, and its gradients, on PyTorch.
     *
     * @throws io.csta.arithmetic.WrongArithmeticException if PyTorch is incorrect with all of its settings
     */
    public static Verdict requireTraining(CstaOptions options, Device device) {
        return require(device, scoring(new CstaNetwork(options), true));
    }

    /**
     * The verdict on an engine for one network of a model.
     *
     * @param network the name of the network, for example {@code GoogLeNet over pictures}
     * @param verdict the result of the check
     */
    public record Result(String network, Verdict verdict) {}

    /**
     * Checks an engine on both networks of a model; on PyTorch, which trains, also the gradients of the scorer. Reports
     * an incorrect engine instead of refusing it.
     *
     * @param extractor the network of the model's extractor
     * @param options of the model's scorer
     */
    public static List<Result> results(PictureCnn extractor, CstaOptions options, Device device) {
        return List.of(
                result(device, pictures(extractor.network())),
                result(device, scoring(new CstaNetwork(options), device.engine() == Engine.PYTORCH)));
    }

    private static Result result(Device device, Workload workload) {
        Dependencies current = dependencies;
        return new Result(workload.network(), current.guard.verdict(current.arithmetics.apply(device), workload));
    }

    private static Workload pictures(Backbone network) {
        return new Workload(
                network.title() + " over pictures",
                convolutions(network, PictureNetwork.SIDE, PictureNetwork.SIDE),
                BATCHES,
                false);
    }

    private static Workload scoring(CstaNetwork network, boolean training) {
        List<Convolution> convolutions = new ArrayList<>();
        for (int height : training ? HEIGHTS_IN_TRAINING : HEIGHTS) {
            convolutions.addAll(
                    convolutions(network.cnn(), height, network.options().inputWidth()));
            convolutions.addAll(convolutionsOfPositions(network, height));
        }
        String name = network.cnn().title() + " over features";
        return new Workload(
                training ? name + ", with gradients" : name,
                convolutions,
                network.onInput() ? CHANNELS : SINGLE,
                training);
    }

    private static Verdict require(Device device, Workload workload) {
        Dependencies current = dependencies;
        return current.guard.require(current.arithmetics.apply(device), workload);
    }

    static Arithmetic arithmetic(Device device) {
        return switch (device.engine()) {
            case ONNX_RUNTIME -> new OnnxArithmetic(device);
            case PYTORCH -> new TorchArithmetic(device);
        };
    }

    /** The distinct convolutions of a CNN for an input image of this size, each with the size of its own input. */
    static List<Convolution> convolutions(Backbone network, int height, int width) {
        Graph graph = new Graph();
        GraphContext context =
                new GraphContext(graph, StateDict.weights(network, (key, shape) -> new float[size(shape)]));
        network.write(graph.input("image", 1, PictureNetwork.CHANNELS, height, width), context);
        return context.convolutions().stream().distinct().toList();
    }

    /** The convolutions of the position encoding, if it has any. */
    private static List<Convolution> convolutionsOfPositions(CstaNetwork network, int rows) {
        if (network.positions().isEmpty()) {
            return List.of();
        }
        Layer positions = network.positions().get();
        Graph graph = new Graph();
        GraphContext context =
                new GraphContext(graph, StateDict.weights(positions, (key, shape) -> new float[size(shape)]));
        positions.write(graph.input("attention", rows, network.options().cnn().width()), context);
        return context.convolutions();
    }

    private static int size(long[] shape) {
        long size = 1;
        for (long side : shape) {
            size *= side;
        }
        return Math.toIntExact(size);
    }
}
