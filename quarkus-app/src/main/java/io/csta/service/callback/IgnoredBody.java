package io.csta.service.callback;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of a response of which only the status matters. A short body is read in the background, so that the server can
 * finish. The connection is closed if the body is long or slow.
 */
final class IgnoredBody implements BodySubscriber<@Nullable Void> {

    private static final int MOST = 1 << 16;

    private final Duration longest;
    private Flow.@Nullable Subscription source;
    private int count;

    /** Reads the body for a limited time. */
    IgnoredBody(Duration longest) {
        this.longest = longest;
    }

    @Override
    public CompletionStage<@Nullable Void> getBody() {
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        source = subscription;
        subscription.request(Long.MAX_VALUE);
        CompletableFuture.delayedExecutor(longest.toMillis(), TimeUnit.MILLISECONDS)
                .execute(subscription::cancel);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        count += buffers.stream().mapToInt(ByteBuffer::remaining).sum();
        if (count > MOST && source != null) {
            source.cancel();
        }
    }

    @Override
    public void onError(Throwable failure) {
        // the status is known
    }

    @Override
    public void onComplete() {
        // the status is known
    }
}
