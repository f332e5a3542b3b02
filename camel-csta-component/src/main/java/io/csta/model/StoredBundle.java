package io.csta.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.csta.OutputFile;
import io.csta.checkpoint.Checkpoint;
import io.csta.features.FeatureExtractor;
import io.csta.nn.csta.NetworkOptionException;
import io.csta.nn.engine.Device;
import io.csta.scoring.FrameScorer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A model in a folder: a {@code model.json}, and the checkpoints that it names. */
final class StoredBundle implements Bundle {

    static final String CARD = "model.json";

    private final Path folder;
    private final ModelCard card;

    /**
     * Reads the card.
     *
     * @throws ModelException if it cannot be read, or its version is not supported
     */
    StoredBundle(Path folder) {
        this.folder = folder;
        this.card = read(folder.resolve(CARD));
    }

    /** Whether a folder contains a model. */
    static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(CARD));
    }

    private static ModelCard read(Path file) {
        try {
            ModelCard card = ModelCard.of(Files.readString(file));
            if (!ModelCard.SCHEMA.equals(card.schema())) {
                throw new ModelException("%s has schema %s, but this version reads %s; import the model again"
                        .formatted(file, card.schema(), ModelCard.SCHEMA));
            }
            card.network(); // rejects what this version does not support
            return card;
        } catch (NetworkOptionException e) {
            throw unsupported(file, e);
        } catch (ValueInstantiationException e) {
            if (e.getType().hasRawClass(SelectionDefaults.class) && e.getCause() != null) {
                throw unsupported(file, e.getCause());
            }
            throw invalid(file, e);
        } catch (JsonProcessingException e) {
            throw invalid(file, e);
        } catch (IOException e) {
            throw new ModelException("%s cannot be read: %s".formatted(file, OutputFile.reason(e)), e);
        }
    }

    private static ModelException unsupported(Path file, Throwable cause) {
        return new ModelException(
                "%s: this version does not support the model: %s; use a newer version, or import the model again"
                        .formatted(file, cause.getMessage()),
                cause);
    }

    private static ModelException invalid(Path file, JsonProcessingException cause) {
        return new ModelException(
                "%s is not a valid model card: %s; import the model again".formatted(file, cause.getOriginalMessage()),
                cause);
    }

    @Override
    public ModelCard card() {
        return card;
    }

    @Override
    public FeatureExtractor extractor(Device device) {
        return card.extractor().load(() -> weights(ModelCard.EXTRACTOR), device);
    }

    @Override
    public FrameScorer scorer(Device device) {
        return FrameScorer.of(weights(ModelCard.SCORER), card.network(), device);
    }

    @Override
    public Optional<Checkpoint> extractorWeights() {
        return card.extractor().isBuiltIn()
                ? Optional.empty()
                : Optional.of(Checkpoint.read(weights(ModelCard.EXTRACTOR)));
    }

    @Override
    public void verify() {
        weights(ModelCard.SCORER);
        if (!card.extractor().isBuiltIn()) {
            weights(ModelCard.EXTRACTOR);
        }
    }

    /** The file of a network, after checking its hash. */
    private Path weights(String role) {
        ModelCard.WeightFile weights = card.files().get(role);
        if (weights == null) {
            throw new ModelException("the model in %s has no %s; import it again".formatted(folder, role));
        }
        Path file = folder.resolve(weights.file()).normalize();
        if (!folder.normalize().equals(file.getParent())) {
            throw new ModelException("the model in %s refers to a file outside its folder, %s; do not use it"
                    .formatted(folder, weights.file()));
        }
        if (!BundleWriter.sha256(file).equals(weights.sha256())) {
            throw new ModelException(
                    "%s is not the file that its model card describes (its SHA-256 differs); import the model again"
                            .formatted(file));
        }
        return file;
    }
}
