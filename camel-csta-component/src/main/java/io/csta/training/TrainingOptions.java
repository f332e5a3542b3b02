package io.csta.training;

import io.csta.nn.csta.CstaOptions;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a scorer is trained.
 *
 * @param network which network
 * @param protocol on which videos the epoch is chosen
 * @param epochs how often every training video is looked at
 * @param learningRate Adam's
 * @param weightDecay the factor of the L2 regularization
 * @param averaging the decay of a mean of the weights over the steps, which is judged and kept instead of the weights; 0 for
 *     none, as published
 * @param seed decides the first weights, the order of the videos, what is dropped out, and what is kept back
 * @param validationShare which part of the training videos is kept back if the protocol says so, between 0 and 1
 * @param patience after how many epochs without a better one training ends; never before the last if there is none
 * @param init an ImageNet checkpoint of the network's CNN, to begin with its weights
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

    /** The published recipe, with an epoch that is chosen without the test videos. */
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
     * @throws IllegalArgumentException if one of them makes no sense
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

    private static void require(boolean holds, String what, Number value, String right) {
        if (!holds) {
            throw new IllegalArgumentException("a %s of %s is impossible: give %s".formatted(what, value, right));
        }
    }
}
