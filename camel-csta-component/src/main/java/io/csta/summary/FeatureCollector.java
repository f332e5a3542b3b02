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
 * Runs inference in parallel with decoding: takes images one at a time, extracts their features in batches on a separate
 * thread, and returns the vectors in order.
 *
 * <p>At most {@value #IN_FLIGHT} batches are queued or in progress; beyond that, {@link #add} blocks. Not thread-safe.
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
     * Adds an image.
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
     * @return {@code [images, width]}, in the order of the images
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
        List<byte[]> images = batch;
        batch = new ArrayList<>();
        inFlight.add(worker.submit(() -> stopwatch.time(Stopwatch.Part.FEATURES, () -> extractor.extract(images))));
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

    /** Discards queued batches, and waits for the current one, because it uses the extractor's memory. */
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
