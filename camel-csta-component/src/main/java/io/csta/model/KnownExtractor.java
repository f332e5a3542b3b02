package io.csta.model;

import io.csta.checkpoint.Checkpoint;
import io.csta.features.FeatureExtractor;
import io.csta.nn.PictureCnn;
import io.csta.nn.engine.Device;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/** The extractors that a {@link ModelCard} can name. */
public enum KnownExtractor {
    /** With the weights in the bundle. */
    GOOGLENET("googlenet", PictureCnn.GOOGLENET) {
        @Override
        FeatureExtractor load(Supplier<Path> weights, Device device) {
            return FeatureExtractor.of(PictureCnn.GOOGLENET, weights.get(), device);
        }
    },
    /** {@link CalibratedExtractor}, which has no file. The number changes with its weights. */
    CALIBRATED("googlenet-calibrated-1", PictureCnn.GOOGLENET) {
        @Override
        FeatureExtractor load(Supplier<Path> weights, Device device) {
            return CalibratedExtractor.extractor(device);
        }
    },
    /** With its authors' weights for ImageNet, which are a resource. */
    EFFICIENTNET_LITE0("efficientnet-lite0", PictureCnn.EFFICIENTNET_LITE0) {
        @Override
        FeatureExtractor load(Supplier<Path> weights, Device device) {
            Checkpoint resource = Checkpoint.ofSafetensors(Resources.bytes("efficientnet-lite0.safetensors"));
            return FeatureExtractor.of(PictureCnn.EFFICIENTNET_LITE0, resource, device);
        }
    };

    private final String word;
    private final PictureCnn cnn;

    KnownExtractor(String word, PictureCnn cnn) {
        this.word = word;
        this.cnn = cnn;
    }

    /** The extractor with this word in a card. */
    static Optional<KnownExtractor> of(String word) {
        return Arrays.stream(values()).filter(known -> known.word.equals(word)).findFirst();
    }

    /** The extractor that {@link ModelCard#identity} identifies; empty if this version does not know it. */
    public static Optional<KnownExtractor> ofIdentity(String identity) {
        return of(identity.split(" ", 2)[0]);
    }

    /** Its word in a card. */
    public String word() {
        return word;
    }

    /** Its network. */
    public PictureCnn cnn() {
        return cnn;
    }

    /** Whether its weights are part of the program, so that a bundle has no file for it. */
    boolean isBuiltIn() {
        return this != GOOGLENET;
    }

    /**
     * Loads it.
     *
     * @param weights the file in the bundle, if it has one
     */
    abstract FeatureExtractor load(Supplier<Path> weights, Device device);
}
