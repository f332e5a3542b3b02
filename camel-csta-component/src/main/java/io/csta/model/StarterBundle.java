package io.csta.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.csta.Sha256;
import io.csta.checkpoint.Checkpoint;
import io.csta.features.FeatureExtractor;
import io.csta.nn.engine.Device;
import io.csta.scoring.FrameScorer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/** The built-in default model: a card and a scorer as resources, and the extractor that needs no file. */
final class StarterBundle implements Bundle {

    static final String NAME = "starter";

    private static final String FOLDER = "starter/";

    private final ModelCard card;

    StarterBundle() {
        try {
            this.card = ModelCard.of(new String(resource(StoredBundle.CARD), StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the card of the model starter is damaged; rebuild the program", e);
        }
    }

    @Override
    public ModelCard card() {
        return card;
    }

    @Override
    public FeatureExtractor extractor(Device device) {
        return card.extractor()
                .load(
                        () -> {
                            throw new IllegalStateException("the extractor of the model starter is built in");
                        },
                        device);
    }

    @Override
    public FrameScorer scorer(Device device) {
        Checkpoint weights = Checkpoint.ofSafetensors(resource(BundleWriter.file(ModelCard.SCORER)));
        return FrameScorer.of(weights, device);
    }

    @Override
    public Optional<Checkpoint> extractorWeights() {
        return Optional.empty();
    }

    @Override
    public void verify() {
        card.files().forEach((role, weights) -> {
            MessageDigest digest = Sha256.begin();
            digest.update(resource(weights.file()));
            if (!Sha256.end(digest).equals(weights.sha256())) {
                throw new ModelException(
                        "%s of the built-in model %s is damaged (its SHA-256 differs); reinstall Camel CSTA"
                                .formatted(weights.file(), NAME));
            }
        });
    }

    private static byte[] resource(String file) {
        return Resources.bytes(FOLDER + file);
    }
}
