package io.csta.camel;

import io.csta.summary.Progress;
import io.csta.summary.ProgressListener;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.Exchange;
import org.apache.camel.spi.ManagementStrategy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the progress of an exchange to the event notifiers of its context: when it changes, and otherwise the last
 * progress every second, because a large batch or the segmentation of a long video takes longer than that. Thread-safe.
 */
final class ProgressEvents implements ProgressListener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProgressEvents.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final double SECOND = 1e9;

    private final Exchange exchange;
    private final ManagementStrategy management;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Progress last;
    private long updated;
    private long sent;
    private boolean isOver;
    private @Nullable Future<?> repetition;

    ProgressEvents(Exchange exchange) {
        this.exchange = exchange;
        management = exchange.getContext().getManagementStrategy();
    }

    /** Repeats the last progress until the events are closed. */
    void repeat(ScheduledExecutorService timer) {
        long millis = PERIOD.toMillis();
        repetition = timer.scheduleWithFixedDelay(this::repeat, millis, millis / 2, TimeUnit.MILLISECONDS);
    }

    /** No event is repeated after this. */
    @Override
    public void close() {
        lock.lock();
        try {
            isOver = true;
            if (repetition != null) {
                repetition.cancel(false);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void update(Progress progress) {
        lock.lock();
        try {
            last = progress;
            updated = System.nanoTime();
            send(progress);
        } finally {
            lock.unlock();
        }
    }

    /** Does nothing while a notifier is busy with an event of this exchange. */
    private void repeat() {
        if (!lock.tryLock()) {
            return;
        }
        try {
            Progress progress = last;
            if (progress != null && !isOver && System.nanoTime() - sent >= PERIOD.toNanos() / 2) {
                send(later(progress));
            }
        } finally {
            lock.unlock();
        }
    }

    /** The same progress with less time left. */
    private Progress later(Progress progress) {
        OptionalDouble left = progress.secondsLeft();
        return new Progress(
                progress.stage(),
                progress.fraction(),
                left.isPresent()
                        ? OptionalDouble.of(Math.max(0, left.getAsDouble() - (System.nanoTime() - updated) / SECOND))
                        : left,
                progress.framesPerSecond());
    }

    /** Creates an event only if the context has a notifier for it. */
    private void send(Progress progress) {
        sent = System.nanoTime();
        if (management.getStartedEventNotifiers().isEmpty()) {
            return;
        }
        try {
            management.notify(new CstaProgressEvent(exchange, progress));
        } catch (Exception e) {
            LOG.debug("an event notifier failed; processing continues", e);
        }
    }
}
