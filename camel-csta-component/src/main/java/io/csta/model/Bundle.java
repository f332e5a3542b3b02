package io.csta.model;

import io.csta.checkpoint.Checkpoint;
import io.csta.features.FeatureExtractor;
import io.csta.nn.engine.Device;
import io.csta.scoring.FrameScorer;
import java.util.Optional;

/** A model before it is loaded: what is known of it, and its two networks. */
interface Bundle {

    /** What is known of it. */
    ModelCard card();

    /** Loads the half that turns pictures into vectors. */
    FeatureExtractor extractor(Device device);

    /** Loads the half that turns vectors into scores. */
    FrameScorer scorer(Device device);

    /** The weights of {@link #extractor}, for another model; nothing if it is {@link CalibratedExtractor}. */
    Optional<Checkpoint> extractorWeights();

    /**
     * Checks the files of the model without loading them.
     *
     * @throws ModelException if one is missing, unreadable or has another hash than the card says
     */
    void verify();
}
