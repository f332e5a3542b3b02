package io.csta.training;

import io.csta.nn.csta.CstaOptions;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a scorer is trained.
 *
 * @param network the options of the network; the width of the vectors is that of the dataset's, unless another one than the default is set
 * @param protocol on which videos the epoch is selected
 * @param epochs how often each training video is used
 * @param learningRate Adam's learning rate
 * @param weightDecay the factor of the L2 regularization
 * @param averaging the decay of a mean of the weights over the steps, which is evaluated and kept instead of the weights; 0
 *     for none, as published
 * @param seed determines the initial weights, the order of the videos, dropout, and the validation videos
 * @param validationShare the share of the training videos that is held out for validation, between 0 and 1, if the protocol
 *     requires it
 * @param patience the number of epochs without a better one after which training ends; if empty, training never ends early
 * @param init an ImageNet checkpoint with the initial weights of the network's CNN
 */
public record TrainingOptions(
        CstaOptions network,
        TrainingProtocol protocol,
        int epochs,
        double learningRate,
        double weightDecay,
        double averaging,
        long seed,
        double validationShare,
        OptionalInt patience,
        Optional<Path> init) {

    /** The published recipe, except that the epoch is selected without the test videos. */
    public static final TrainingOptions DEFAULTS = new TrainingOptions(
            CstaOptions.published(),
            TrainingProtocol.VALIDATED,
            100,
            1e-3,
            1e-7,
            0,
            123_456,
            0.2,
            OptionalInt.empty(),
            Optional.empty());

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if a number is out of range
     */
    public TrainingOptions {
        require(epochs >= 1, "epochs", epochs, "1 or more");
        require(
                learningRate > 0 && learningRate <= 1,
                "learning rate",
                learningRate,
                "a number above 0, such as 0.001");
        require(weightDecay >= 0 && weightDecay <= 1, "weight decay", weightDecay, "0 or a small number, such as 1e-7");
        require(averaging >= 0 && averaging < 1, "weight averaging", averaging, "0 or a decay below 1, such as 0.998");
        require(
                validationShare > 0 && validationShare < 1,
                "validation share",
                validationShare,
                "a number between 0 and 1, such as 0.2");
        require(patience.isEmpty() || patience.getAsInt() >= 1, "patience", patience.orElse(0), "1 or more epochs");
    }

    /** The same with another seed. */
    public TrainingOptions withSeed(long other) {
        return new TrainingOptions(
                network,
                protocol,
                epochs,
                learningRate,
                weightDecay,
                averaging,
                other,
                validationShare,
                patience,
                init);
    }

    /** The same with a network for vectors of this width. */
    TrainingOptions withVectorWidth(int width) {
        return new TrainingOptions(
                network.toBuilder().vectorWidth(width).build(),
                protocol,
                epochs,
                learningRate,
                weightDecay,
                averaging,
                seed,
                validationShare,
                patience,
                init);
    }

    private static void require(boolean holds, String what, Number value, String right) {
        if (!holds) {
            throw new IllegalArgumentException("%s %s is out of range; use %s".formatted(what, value, right));
        }
    }
}
