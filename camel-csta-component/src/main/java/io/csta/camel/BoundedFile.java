package io.csta.camel;

import io.csta.CstaException;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** Writes an answer to a file as it comes, and stops where there is more than expected. Gives the number of bytes. */
final class BoundedFile implements BodySubscriber<Long> {

    private final Path path;
    private final long most;
    private final CompletableFuture<Long> done = new CompletableFuture<>();
    private @Nullable FileChannel file;
    private @Nullable Subscription subscription;
    private long written;

    BoundedFile(Path path, long most) {
        this.path = path;
        this.most = most;
    }

    /** There is more than allowed. */
    static final class TooLargeException extends CstaException {
        TooLargeException() {
            super("too large");
        }
    }

    @Override
    public CompletionStage<Long> getBody() {
        return done;
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        try {
            file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            given.request(Long.MAX_VALUE);
        } catch (IOException e) {
            fail(e);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        try {
            for (ByteBuffer buffer : buffers) {
                written += buffer.remaining();
                if (written > most) {
                    throw new TooLargeException();
                }
                while (file != null && buffer.hasRemaining()) {
                    file.write(buffer);
                }
            }
        } catch (IOException | TooLargeException e) {
            fail(e);
        }
    }

    private void fail(Exception failure) {
        if (subscription != null) {
            subscription.cancel();
        }
        onError(failure);
    }

    @Override
    public void onError(Throwable failure) {
        close();
        done.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        close();
        done.complete(written);
    }

    private void close() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            done.completeExceptionally(e);
        }
    }
}
