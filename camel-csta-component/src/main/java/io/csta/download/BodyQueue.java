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

/**
 * The body of an answer, piece by piece. Unlike an input stream it notices a server that has fallen silent, and can be
 * interrupted while it waits.
 */
final class BodyQueue implements BodySubscriber<BodyQueue>, AutoCloseable {

    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final AtomicReference<@Nullable Subscription> subscription = new AtomicReference<>();

    private sealed interface Signal {}

    private record Bytes(List<ByteBuffer> buffers) implements Signal {}

    private record End() implements Signal {}

    private record Failure(IOException cause) implements Signal {}

    @Override
    public CompletionStage<BodyQueue> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Subscription given) {
        if (!subscription.compareAndSet(null, given)) {
            given.cancel();
        } else {
            given.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        signals.add(new Bytes(buffers));
    }

    @Override
    public void onError(Throwable cause) {
        signals.add(new Failure(cause instanceof IOException io ? io : new IOException(cause)));
    }

    @Override
    public void onComplete() {
        signals.add(new End());
    }

    /**
     * Waits for the next bytes; nothing means that all have come.
     *
     * @throws SocketTimeoutException if nothing comes for so long
     * @throws IOException if the connection ends before the body does
     */
    Optional<List<ByteBuffer>> next(Duration stall) throws IOException, InterruptedException {
        Signal signal = signals.poll(stall.toNanos(), TimeUnit.NANOSECONDS);
        if (signal == null) {
            throw new SocketTimeoutException("nothing came for " + Words.duration(stall));
        }
        if (signal instanceof Bytes bytes) {
            Subscription source = subscription.get();
            if (source != null) {
                source.request(1);
            }
            return Optional.of(bytes.buffers());
        }
        signals.add(signal); // an end stays an end
        if (signal instanceof Failure failure) {
            throw failure.cause();
        }
        return Optional.empty();
    }

    /** Ends the connection if there is more to come. */
    @Override
    public void close() {
        Subscription source = subscription.get();
        if (source != null) {
            source.cancel();
        }
    }
}
