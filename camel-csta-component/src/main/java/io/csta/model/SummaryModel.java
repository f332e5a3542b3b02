package io.csta.model;

import io.csta.Futures;
import io.csta.features.FeatureExtractor;
import io.csta.nn.engine.Device;
import io.csta.scoring.FrameScorer;
import java.util.concurrent.CompletableFuture;

/**
 * A loaded model: images to vectors, vectors to scores.
 *
 * <p>Thread-safe. Close it to release its native memory.
 */
public final class SummaryModel implements AutoCloseable {

    private final ModelCard card;
    private final String device;
    private final FeatureExtractor extractor;
    private final FrameScorer scorer;

    private SummaryModel(ModelCard card, String device, FeatureExtractor extractor, FrameScorer scorer) {
        this.card = card;
        this.device = device;
        this.extractor = extractor;
        this.scorer = scorer;
    }

    /** Loads both networks in parallel; each takes about half of the time, mostly on one processor. */
    @SuppressWarnings("FutureReturnValueIgnored") // if both fail, one failure is enough
    static SummaryModel of(Bundle bundle, Device device) {
        CompletableFuture<FrameScorer> scorer =
                CompletableFuture.supplyAsync(() -> bundle.scorer(device), SummaryModel::startLoading);
        try {
            FeatureExtractor extractor = bundle.extractor(device);
            try {
                return new SummaryModel(bundle.card(), device.name(), extractor, Futures.result(scorer));
            } catch (RuntimeException | Error e) {
                extractor.close();
                throw e;
            }
        } catch (RuntimeException | Error e) {
            scorer.thenAccept(FrameScorer::close);
            throw e;
        }
    }

    private static void startLoading(Runnable loading) {
        Thread thread = new Thread(loading, "csta-loader");
        thread.setDaemon(true);
        thread.start();
    }

    /** Describes the model. */
    public ModelCard card() {
        return card;
    }

    /** The device on which the networks run: {@code cpu}, {@code gpu0}, … */
    public String device() {
        return device;
    }

    /** Images to vectors. */
    public FeatureExtractor extractor() {
        return extractor;
    }

    /** Vectors to scores. */
    public FrameScorer scorer() {
        return scorer;
    }

    @Override
    public void close() {
        scorer.close();
        extractor.close();
    }
}
