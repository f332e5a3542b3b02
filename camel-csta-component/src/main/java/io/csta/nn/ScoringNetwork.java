package io.csta.nn;

import io.csta.checkpoint.Checkpoint;
import io.csta.nn.csta.CstaNetwork;
import io.csta.nn.csta.CstaOptions;
import io.csta.nn.engine.Device;
import io.csta.nn.layer.ModelMismatchException;
import io.csta.nn.layer.ParameterValues;
import io.csta.nn.layer.StateDict;

/**
 * A CSTA network that is ready to score on either engine.
 *
 * <p>Safe for use by several threads. Close it to free its weights.
 */
public interface ScoringNetwork extends AutoCloseable {

    /**
     * A network with the weights of a checkpoint in the published layout.
     *
     * @throws ModelMismatchException if the checkpoint does not fit CSTA with these options
     */
    static ScoringNetwork of(CstaOptions options, Checkpoint weights, Device device) {
        return switch (device.engine()) {
            case ONNX_RUNTIME -> {
                CstaNetwork network = new CstaNetwork(options);
                yield new OnnxScoringNetwork(network, network.weights(weights), device);
            }
            case PYTORCH -> new TorchScoringNetwork(options, device, (network, owner) -> network.load(weights, owner));
        };
    }

    /** A network with the given value for every key of the published state dict. */
    static ScoringNetwork of(CstaOptions options, ParameterValues values, Device device) {
        return switch (device.engine()) {
            case ONNX_RUNTIME -> {
                CstaNetwork network = new CstaNetwork(options);
                yield new OnnxScoringNetwork(network, StateDict.weights(network, values), device);
            }
            case PYTORCH -> new TorchScoringNetwork(options, device, (network, owner) -> network.fill(values, owner));
        };
    }

    /** The options that the network is built from. */
    CstaOptions options();

    /** The minimum number of frames that it can score. */
    int fewestFrames();

    /**
     * Scores frames.
     *
     * @param inputs {@code [frames, input width]}, row-major, at least {@link #fewestFrames} of them
     * @return {@code [frames]}
     * @throws ModelMismatchException if there are more frames than the network has positions
     */
    float[] score(float[] inputs);

    @Override
    void close();
}
