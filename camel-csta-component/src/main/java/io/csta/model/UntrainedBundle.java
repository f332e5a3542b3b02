package io.csta.model;

import io.csta.checkpoint.Checkpoint;
import io.csta.features.FeatureExtractor;
import io.csta.nn.csta.CstaOptions;
import io.csta.nn.engine.Device;
import io.csta.scoring.FrameScorer;
import java.util.Map;
import java.util.Optional;

/** The built-in model without training, for tests: it finds shots, but its scores have no meaning. */
final class UntrainedBundle implements Bundle {

    static final String NAME = "untrained";

    @Override
    public ModelCard card() {
        return new ModelCard(
                ModelCard.SCHEMA,
                NAME,
                ModelCard.architecture(KnownExtractor.CALIBRATED, CstaOptions.published()),
                Map.of(),
                "nothing",
                "Apache-2.0",
                Optional.of("the model is untrained: its shots are valid, but its scores have no meaning"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Override
    public FeatureExtractor extractor(Device device) {
        return CalibratedExtractor.extractor(device);
    }

    @Override
    public FrameScorer scorer(Device device) {
        return FrameScorer.of((key, shape) -> RandomWeights.of("scorer." + key, shape), device);
    }

    @Override
    public Optional<Checkpoint> extractorWeights() {
        return Optional.empty();
    }

    @Override
    public void verify() {
        // It has no files.
    }
}
