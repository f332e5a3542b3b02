package io.csta.model;

import io.csta.checkpoint.Checkpoint;
import io.csta.features.FeatureExtractor;
import io.csta.nn.engine.Device;
import io.csta.scoring.FrameScorer;
import java.util.Optional;

/** A model before it is loaded: its card and its two networks. */
interface Bundle {

    /** Describes the model. */
    ModelCard card();

    /** Loads the network that turns images into vectors. */
    FeatureExtractor extractor(Device device);

    /** Loads the network that turns vectors into scores. */
    FrameScorer scorer(Device device);

    /** The weights of {@link #extractor}, for another model; empty if it is built in. */
    Optional<Checkpoint> extractorWeights();

    /**
     * Checks the files of the model without loading them.
     *
     * @throws ModelException if a file is missing, is unreadable, or has a different hash from the card
     */
    void verify();
}
