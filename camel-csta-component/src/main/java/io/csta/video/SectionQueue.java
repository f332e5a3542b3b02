package io.csta.video;

import io.csta.CancelledException;
import io.csta.Futures;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Encodes the sections of a summary in parallel, and returns them in order. The result does not depend on how many are encoded
 * at the same time.
 *
 * <p>Each section is decoded on its own. A video in which seeking is not exact, or key frames are far apart, is decoded only
 * once, so its sections are encoded one after the other.
 */
final class SectionQueue implements AutoCloseable {

    /** Each needs the memory of a decoder and an encoder. */
    private static final int MOST_AT_ONCE = 4;

    /** With fewer key frames, decoding from one for every section would take longer than encoding. */
    private static final int MOST_FRAMES_PER_KEY_FRAME = 600;

    /** How often progress is reported. */
    private static final Duration REPORT = Duration.ofMillis(200);

    private final Path source;
    private final Timeline timeline;
    private final SummaryClock clock;
    private final PictureFormat format;
    private final FrameSeeker first;
    private final Deque<Section> waiting;
    private final int atOnce;
    private final int decodingThreads;
    private final ExecutorService workers;
    private final Deque<Future<EncodedSection>> inProgress = new ArrayDeque<>();
    private final AtomicInteger framesDone = new AtomicInteger();
    private boolean started;

    /**
     * Creates a queue.
     *
     * @param first positioned at the first frame of the summary; it reads all frames of the summary. The caller closes it, after
     *     this queue
     * @param processors the number of processors to use
     */
    SectionQueue(
            Path source,
            Timeline timeline,
            SummaryClock clock,
            PictureFormat format,
            FrameSeeker first,
            int processors) {
        this.source = source;
        this.timeline = timeline;
        this.clock = clock;
        this.format = format;
        this.first = first;
        this.waiting = new ArrayDeque<>(Section.of(clock, format));
        this.atOnce = isParallel(timeline) ? Math.min(Math.min(MOST_AT_ONCE, processors), waiting.size()) : 1;
        this.decodingThreads = decodingThreads(timeline, clock, processors);
        this.workers = Executors.newFixedThreadPool(atOnce, task -> {
            Thread thread = new Thread(task, "csta-encoder");
            thread.setDaemon(true);
            return thread;
        });
    }

    private static boolean isParallel(Timeline timeline) {
        return timeline.seekable() && timeline.mostFramesPerKeyFrame() <= MOST_FRAMES_PER_KEY_FRAME;
    }

    /** The number of threads with which each section is decoded. */
    static int decodingThreads(Timeline timeline, SummaryClock clock, int processors) {
        return isParallel(timeline)
                ? Math.max(1, processors / Math.min(MOST_AT_ONCE, clock.parts().size()))
                : Decoder.AUTOMATIC;
    }

    /** Whether there are more sections. */
    boolean hasNext() {
        return !waiting.isEmpty() || !inProgress.isEmpty();
    }

    /**
     * Waits for the next section.
     *
     * @param progress receives the number of frames that were encoded so far, several times a second and when the section is
     *     complete
     * @return the section, which the caller closes
     * @throws CancelledException if the thread is interrupted
     */
    EncodedSection next(IntConsumer progress) {
        while (inProgress.size() <= atOnce && !waiting.isEmpty()) {
            Section section = waiting.remove();
            boolean isFirst = !started;
            started = true;
            inProgress.add(workers.submit(() -> encode(section, isFirst)));
        }
        Optional<EncodedSection> section = Optional.empty();
        while (section.isEmpty()) {
            section = Futures.result(inProgress.element(), REPORT);
            progress.accept(framesDone.get());
            CancelledException.throwIfInterrupted();
        }
        inProgress.remove();
        return section.get();
    }

    private EncodedSection encode(Section section, boolean isFirst) {
        if (isFirst || !isParallel(timeline)) {
            return encode(section, first, isFirst);
        }
        try (FrameSeeker own = FrameSeeker.open(source, timeline, List.of(section.range()), decodingThreads)) {
            return encode(section, own, false);
        }
    }

    /** Encodes a section. With {@code onFirst}, the first of its frames is already decoded. */
    private EncodedSection encode(Section section, FrameSeeker frames, boolean onFirst) {
        FrameRange range = section.range();
        try (SectionEncoder encoder = SectionEncoder.open(format)) {
            for (int frame = range.first(); frame <= range.last(); frame++) {
                if (!onFirst || frame > range.first()) {
                    frames.advance();
                }
                long start = clock.start(section.part(), frame);
                encoder.add(frames.frame(), start, clock.start(section.part(), frame + 1) - start);
                framesDone.incrementAndGet();
            }
            return encoder.finish();
        }
    }

    /** Discards all sections that were not taken, and waits for those in progress, because they use native memory. */
    @Override
    public void close() {
        workers.shutdownNow();
        Futures.awaitEnd(workers);
        inProgress.forEach(SectionQueue::discard);
    }

    private static void discard(Future<EncodedSection> section) {
        if (section.cancel(false)) {
            return; // it had not been started
        }
        boolean interrupted = Thread.interrupted(); // it has ended, so this does not wait
        try {
            section.get().close();
        } catch (ExecutionException | InterruptedException e) {
            // It failed, so there is nothing to discard.
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
