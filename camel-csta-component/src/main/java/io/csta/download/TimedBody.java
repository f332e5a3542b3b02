package io.csta.download;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The body of a response. Unlike an input stream, reading it can time out and be interrupted. For one reader. */
public final class TimedBody implements BodySubscriber<TimedBody>, AutoCloseable {

    private final BlockingQueue<Part> parts = new LinkedBlockingQueue<>();
    private final AtomicReference<@Nullable Subscription> subscription = new AtomicReference<>();

    /** Some bytes; or, if there are none, the end of the body or the failure that ended it. */
    private record Part(List<ByteBuffer> bytes, Optional<IOException> failure) {}

    @Override
    public CompletionStage<TimedBody> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Subscription given) {
        if (subscription.compareAndSet(null, given)) {
            given.request(1);
        } else {
            given.cancel();
        }
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
        if (bytes.isEmpty()) {
            requestMore(); // an empty list would look like the end
        } else {
            parts.add(new Part(bytes, Optional.empty()));
        }
    }

    @Override
    public void onError(Throwable cause) {
        parts.add(new Part(List.of(), Optional.of(cause instanceof IOException io ? io : new IOException(cause))));
    }

    @Override
    public void onComplete() {
        parts.add(new Part(List.of(), Optional.empty()));
    }

    /**
     * Waits for the next bytes.
     *
     * @return the bytes; empty at the end of the body
     * @throws SocketTimeoutException if no data arrives within the timeout
     * @throws IOException if the connection ends before the body does
     */
    public List<ByteBuffer> next(Duration timeout) throws IOException, InterruptedException {
        Part part = parts.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
        if (part == null) {
            throw new SocketTimeoutException("no data for %s s".formatted(timeout.toMillis() / 1e3));
        }
        if (part.failure().isPresent()) {
            throw part.failure().get();
        }
        requestMore();
        return part.bytes();
    }

    private void requestMore() {
        Subscription source = subscription.get();
        if (source != null) {
            source.request(1);
        }
    }

    /** Closes the connection if the body is not complete. */
    @Override
    public void close() {
        Subscription source = subscription.get();
        if (source != null) {
            source.cancel();
        }
    }
}
