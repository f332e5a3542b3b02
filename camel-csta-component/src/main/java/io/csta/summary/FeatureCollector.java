package io.csta.summary;

import io.csta.CancelledException;
import io.csta.Futures;
import io.csta.features.FeatureExtractor;
import io.csta.features.ImageTransform;
import io.csta.summary.Stopwatch.Part;
import io.csta.video.FrameReference;
import io.csta.video.Picture;
import io.csta.video.PictureConverter;
import io.csta.visibility.Sharpness;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * Computes features in parallel with decoding: takes frames one at a time, scales them on one thread, extracts their features in
 * batches on another, and returns the results in order.
 *
 * <p>At most {@value #IN_FLIGHT} batches and {@value #FRAMES} frames are queued or in progress; beyond that, {@link #add}
 * blocks. Not thread-safe.
 */
final class FeatureCollector implements AutoCloseable {

    private static final int IN_FLIGHT = 2;
    private static final int FRAMES = 4;
    private static final int SIZE = ImageTransform.SIZE;

    private final FeatureExtractor extractor;
    private final int batchSize;
    private final Stopwatch stopwatch;
    private final PictureConverter converter = new PictureConverter();
    private final ExecutorService scaling = executor("csta-pictures");
    private final ExecutorService inference = executor("csta-features");
    private final Semaphore frames = new Semaphore(FRAMES);
    private final Deque<Future<Features>> inFlight = new ArrayDeque<>();
    private final List<Features> done = new ArrayList<>();
    private List<Future<Sample>> batch = new ArrayList<>();
    private volatile boolean closed;

    /**
     * A frame as the network takes it.
     *
     * @param crop {@code [224, 224, 3]}
     */
    @SuppressWarnings("ArrayRecordComponent")
    private record Sample(byte[] crop, float sharpness) {}

    /**
     * The results.
     *
     * @param vectors {@code [frames, width]}
     * @param sharpness one value per frame, see {@link Sharpness}
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Features(float[][] vectors, float[] sharpness) {}

    FeatureCollector(FeatureExtractor extractor, int batchSize, Stopwatch stopwatch) {
        this.extractor = extractor;
        this.batchSize = batchSize;
        this.stopwatch = stopwatch;
    }

    private static ExecutorService executor(String name) {
        return Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Adds a frame.
     *
     * @param frame closed by this collector
     * @throws CancelledException if the thread is interrupted while it waits
     */
    void add(FrameReference frame) {
        try {
            frames.acquire();
        } catch (InterruptedException e) {
            frame.close();
            throw CancelledException.interrupted();
        }
        batch.add(scaling.submit(() -> scaled(frame)));
        if (batch.size() == batchSize) {
            submit();
        }
    }

    private Sample scaled(FrameReference frame) {
        try (frame) {
            if (closed) {
                throw CancelledException.interrupted();
            }
            byte[] crop = stopwatch.time(Part.DECODING, () -> {
                Picture picture = converter.convert(frame);
                return ImageTransform.apply(picture.rgb(), picture.width(), picture.height());
            });
            return new Sample(crop, Sharpness.of(crop, SIZE, SIZE));
        } finally {
            frames.release();
        }
    }

    private void submit() {
        while (inFlight.size() >= IN_FLIGHT) {
            takeOldest();
        }
        List<Future<Sample>> images = batch;
        batch = new ArrayList<>();
        inFlight.add(inference.submit(() -> extracted(images)));
    }

    private Features extracted(List<Future<Sample>> images) {
        List<byte[]> crops = new ArrayList<>();
        float[] sharpness = new float[images.size()];
        for (Future<Sample> image : images) {
            Sample sample = Futures.result(image);
            sharpness[crops.size()] = sample.sharpness;
            crops.add(sample.crop);
        }
        return new Features(stopwatch.time(Part.FEATURES, () -> extractor.extract(crops)), sharpness);
    }

    /**
     * Waits for all results.
     *
     * @return the results in the order of the frames
     * @throws CancelledException if the thread is interrupted while it waits
     */
    Features collect() {
        if (!batch.isEmpty()) {
            submit();
        }
        while (!inFlight.isEmpty()) {
            takeOldest();
        }
        return joined(done);
    }

    private static Features joined(List<Features> batches) {
        float[][] vectors =
                batches.stream().flatMap(each -> Arrays.stream(each.vectors)).toArray(float[][]::new);
        float[] sharpness = new float[vectors.length];
        int at = 0;
        for (Features each : batches) {
            System.arraycopy(each.sharpness, 0, sharpness, at, each.sharpness.length);
            at += each.sharpness.length;
        }
        return new Features(vectors, sharpness);
    }

    private void takeOldest() {
        done.add(Futures.result(inFlight.remove()));
    }

    /** Discards queued work, and waits for that in progress, because it uses native memory. */
    @Override
    public void close() {
        closed = true;
        inference.shutdownNow();
        scaling.shutdown();
        Futures.awaitEnd(inference, scaling);
        converter.close();
    }
}
