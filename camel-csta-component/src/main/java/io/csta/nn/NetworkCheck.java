package io.csta.nn;

import io.csta.arithmetic.Arithmetic;
import io.csta.arithmetic.ArithmeticGuard;
import io.csta.arithmetic.ArithmeticGuard.Workload;
import io.csta.arithmetic.Convolution;
import io.csta.arithmetic.Verdict;
import io.csta.nn.backbone.Backbone;
import io.csta.nn.backbone.GoogLeNet;
import io.csta.nn.csta.CstaNetwork;
import io.csta.nn.csta.CstaOptions;
import io.csta.nn.engine.Device;
import io.csta.nn.engine.Engine;
import io.csta.nn.layer.GraphContext;
import io.csta.nn.layer.StateDict;
import io.csta.onnx.Graph;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Checks that an engine computes the convolutions of a network correctly on this processor, before the network is used. */
public final class NetworkCheck {

    /** One picture, two, which kernels already treat as many, and the default batch size of a feature extractor. */
    private static final List<Integer> BATCHES = List.of(1, 2, 16);

    private static final List<Integer> ALONE = List.of(1);

    /** Of the positions of a scorer's input, each channel is a picture. */
    private static final List<Integer> CHANNELS = List.of(1, PictureNetwork.CHANNELS);

    /** Heights of the CNN's picture: a short video, and a longer one. */
    private static final List<Integer> HEIGHTS = List.of(45, 320);

    /** Gradients take several times as long to check, so there is one height. */
    private static final List<Integer> HEIGHTS_IN_TRAINING = List.of(96);

    private static final int SIDE = 224;

    /**
     * What checks use.
     *
     * @param guard remembers what was found
     * @param arithmetics the convolutions of a device's engine
     */
    record Means(ArithmeticGuard guard, Function<Device, Arithmetic> arithmetics) {}

    static final Means OF_PROCESS = new Means(ArithmeticGuard.ofProcess(), NetworkCheck::arithmetic);

    private static volatile Means means = OF_PROCESS;

    private NetworkCheck() {}

    /** Replaces the means from now on, for tests of what happens where a library is incorrect. */
    static void use(Means others) {
        means = others;
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
     * What was found about an engine on one network of a model.
     *
     * @param network its name, for example {@code GoogLeNet over pictures}
     * @param verdict what was found
     */
    public record Result(String network, Verdict verdict) {}

    /**
     * Checks an engine on both networks of a model; on PyTorch, which trains, also the gradients of the scorer. Reports
     * an incorrect engine instead of refusing it.
     *
     * @param options of the model's scorer
     */
    public static List<Result> results(CstaOptions options, Device device) {
        return List.of(
                result(device, pictures(new GoogLeNet())),
                result(device, scoring(new CstaNetwork(options), device.engine() == Engine.PYTORCH)));
    }

    private static Result result(Device device, Workload workload) {
        Means current = means;
        return new Result(workload.network(), current.guard.verdict(current.arithmetics.apply(device), workload));
    }

    private static Workload pictures(Backbone network) {
        return new Workload(network.title() + " over pictures", convolutions(network, SIDE, SIDE), BATCHES, false);
    }

    private static Workload scoring(CstaNetwork network, boolean training) {
        List<Convolution> convolutions = new ArrayList<>();
        for (int height : training ? HEIGHTS_IN_TRAINING : HEIGHTS) {
            convolutions.addAll(convolutions(network.cnn, height, CstaNetwork.WIDTH));
            convolutions.addAll(convolutionsOfPositions(network, height));
        }
        String name = network.cnn.title() + " over features";
        return new Workload(
                training ? name + ", with gradients" : name,
                convolutions,
                network.onInput() ? CHANNELS : ALONE,
                training);
    }

    private static Verdict require(Device device, Workload workload) {
        Means current = means;
        return current.guard.require(current.arithmetics.apply(device), workload);
    }

    static Arithmetic arithmetic(Device device) {
        return switch (device.engine()) {
            case ONNX_RUNTIME -> new OnnxArithmetic(device);
            case PYTORCH -> new TorchArithmetic(device);
        };
    }

    /** The distinct convolutions of a CNN over a picture of that size, each with that of its own input. */
    static List<Convolution> convolutions(Backbone network, int height, int width) {
        Graph graph = new Graph();
        GraphContext context =
                new GraphContext(graph, StateDict.weights(network, (key, shape) -> new float[size(shape)]));
        network.write(graph.input("picture", 1, PictureNetwork.CHANNELS, height, width), context);
        return context.convolutions().stream().distinct().toList();
    }

    /** Those that tell the CNN's rows their positions, if that is done by convolving. */
    private static List<Convolution> convolutionsOfPositions(CstaNetwork network, int rows) {
        if (network.positions == null) {
            return List.of();
        }
        Graph graph = new Graph();
        GraphContext context =
                new GraphContext(graph, StateDict.weights(network.positions, (key, shape) -> new float[size(shape)]));
        network.positions.write(
                graph.input("attention", rows, network.options().cnn().width()), context);
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
