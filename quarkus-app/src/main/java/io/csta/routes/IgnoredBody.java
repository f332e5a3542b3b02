package io.csta.routes;

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
 * The body of an answer whose status says all. Nobody waits for it; what little comes soon is read, so that the server
 * can end in peace, and the connection is closed if more comes, or later.
 */
final class IgnoredBody implements BodySubscriber<@Nullable Void> {

    private static final int MOST = 1 << 16;

    private final Duration longest;
    private Flow.@Nullable Subscription source;
    private int count;

    /** To be read for no longer than that. */
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
