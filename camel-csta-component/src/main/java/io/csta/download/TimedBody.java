package io.csta.download;

import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** The body of a response. Unlike an input stream, reading it can time out and be interrupted. For one reader. */
public final class TimedBody implements BodySubscriber<TimedBody>, AutoCloseable {

    private final BlockingQueue<Part> parts = new LinkedBlockingQueue<>();
    private final CompletableFuture<Subscription> source = new CompletableFuture<>();

    /** Some bytes; or, if there are none, the end of the body or the failure that ended it. */
    private record Part(List<ByteBuffer> bytes, Optional<IOException> failure) {}

    private TimedBody() {}

    /**
     * Sends a request.
     *
     * @throws IOException if there is no response, or it is not valid
     */
    public static HttpResponse<TimedBody> request(HttpClient client, HttpRequest request)
            throws IOException, InterruptedException {
        try {
            return client.send(request, head -> new TimedBody());
        } catch (IllegalArgumentException | ProtocolException e) { // for example because of an invalid length
            throw (ProtocolException) new ProtocolException("the response is not valid HTTP").initCause(e);
        }
    }

    @Override
    public CompletionStage<TimedBody> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        source.complete(subscription);
        subscription.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
        if (bytes.isEmpty()) {
            source.join().request(1); // an empty list would look like the end
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
     * Writes the bytes as they arrive, until the end of the body.
     *
     * @param timeout the maximum wait for the next bytes, computed before each wait
     * @param progress receives the number of bytes written so far; can throw to stop
     * @throws SocketTimeoutException if no data arrives in time
     * @throws IOException if the connection ends before the body does, or the target cannot be written to
     */
    public void writeTo(WritableByteChannel target, Supplier<Duration> timeout, LongConsumer progress)
            throws IOException, InterruptedException {
        long count = 0;
        for (List<ByteBuffer> bytes = next(timeout.get()); !bytes.isEmpty(); bytes = next(timeout.get())) {
            for (ByteBuffer buffer : bytes) {
                while (buffer.hasRemaining()) {
                    count += target.write(buffer);
                }
            }
            progress.accept(count);
            source.join().request(1);
        }
    }

    private List<ByteBuffer> next(Duration timeout) throws IOException, InterruptedException {
        Part part = timeout.isNegative() ? null : parts.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
        if (part == null) {
            throw new SocketTimeoutException("no data for %s s".formatted(timeout.toMillis() / 1e3));
        }
        if (part.failure().isPresent()) {
            throw part.failure().get();
        }
        return part.bytes();
    }

    /** Closes the connection if the body is not complete. */
    @Override
    public void close() {
        var unused = source.thenAccept(Subscription::cancel);
    }
}
