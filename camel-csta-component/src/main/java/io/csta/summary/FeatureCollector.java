package io.csta.summary;

import io.csta.CancelledException;
import io.csta.features.FeatureExtractor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Lets inference run beside decoding: takes pictures one by one, has them extracted in batches by a thread of its own,
 * and gives the vectors back in order.
 *
 * <p>At most {@value #IN_FLIGHT} batches wait or are being worked on; {@link #add} then waits. To be used by one thread.
 */
final class FeatureCollector implements AutoCloseable {

    private static final int IN_FLIGHT = 2;

    private final FeatureExtractor extractor;
    private final int batchSize;
    private final Stopwatch stopwatch;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "csta-features");
        thread.setDaemon(true);
        return thread;
    });
    private final Deque<Future<float[][]>> inFlight = new ArrayDeque<>();
    private final List<float[]> vectors = new ArrayList<>();
    private List<byte[]> batch = new ArrayList<>();

    FeatureCollector(FeatureExtractor extractor, int batchSize, Stopwatch stopwatch) {
        this.extractor = extractor;
        this.batchSize = batchSize;
        this.stopwatch = stopwatch;
    }

    /**
     * Takes a picture.
     *
     * @param crop {@code [224, 224, 3]}
     * @throws CancelledException if the thread is interrupted while it waits
     */
    void add(byte[] crop) {
        batch.add(crop);
        if (batch.size() == batchSize) {
            submit();
        }
    }

    /**
     * Waits for all vectors.
     *
     * @return {@code [pictures, 1024]}, in the order of the pictures
     * @throws CancelledException if the thread is interrupted while it waits
     */
    float[][] collect() {
        if (!batch.isEmpty()) {
            submit();
        }
        while (!inFlight.isEmpty()) {
            takeOldest();
        }
        return vectors.toArray(float[][]::new);
    }

    private void submit() {
        while (inFlight.size() >= IN_FLIGHT) {
            takeOldest();
        }
        List<byte[]> pictures = batch;
        batch = new ArrayList<>();
        inFlight.add(worker.submit(() -> stopwatch.time(Stopwatch.Part.FEATURES, () -> extractor.extract(pictures))));
    }

    private void takeOldest() {
        try {
            vectors.addAll(List.of(inFlight.remove().get()));
        } catch (InterruptedException e) {
            throw CancelledException.interrupted();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Drops what waits; the batch in work is finished first, since it uses the extractor's memory. */
    @Override
    public void close() {
        worker.shutdownNow();
        boolean interrupted = Thread.interrupted();
        while (!worker.isTerminated()) {
            try {
                worker.awaitTermination(1, java.util.concurrent.TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
