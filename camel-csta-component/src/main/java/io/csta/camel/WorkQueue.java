package io.csta.camel;

import io.csta.CancelledException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;
import org.jspecify.annotations.Nullable;

/**
 * The threads of an endpoint, as many as messages may be worked on at once, and the messages that wait for one. Threads
 * come from the context's {@code ExecutorServiceManager}; what follows in a route is done by the thread that did the
 * work.
 */
final class WorkQueue implements ExchangeTask.Listener, AutoCloseable {

    /** To Camel 0 and less mean that nothing waits at all. */
    private static final int UNBOUNDED = Integer.MAX_VALUE;

    private static final double MILLION = 1e6;

    private final CstaComponent component;
    private final CstaOperation operation;
    private final CamelContext context;
    private final ExecutorService workers;

    WorkQueue(CstaComponent component, CstaEndpoint endpoint, int maxConcurrent) {
        this.component = component;
        this.operation = endpoint.getOperation();
        this.context = endpoint.getCamelContext();
        this.workers = threads(context, endpoint, "csta-" + operation.path(), maxConcurrent);
    }

    /** At most so many threads, which go when there is nothing to do; what they cannot do yet waits, however much it is. */
    static ExecutorService threads(CamelContext context, Object source, String name, int most) {
        ThreadPoolProfile profile = new ThreadPoolProfile(name);
        profile.setPoolSize(most);
        profile.setMaxPoolSize(most);
        profile.setMaxQueueSize(UNBOUNDED);
        profile.setAllowCoreThreadTimeOut(true);
        profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
        return context.getExecutorServiceManager().newThreadPool(source, name, profile);
    }

    /**
     * Lets a message wait for its turn.
     *
     * @throws CstaStoppedException if the endpoint has stopped
     */
    void submit(ExchangeTask work) {
        component.works().add(work);
        try {
            workers.execute(work);
        } catch (RejectedExecutionException e) {
            component.works().remove(work);
            throw new CstaStoppedException(
                    "csta:%s has stopped and takes no more messages".formatted(operation.path()));
        }
    }

    /** Stops work that is still running after so many milliseconds, unless the result is cancelled before. */
    Optional<Future<?>> limit(ExchangeTask work, long millis) {
        return millis == 0
                ? Optional.empty()
                : Optional.of(component
                        .clock()
                        .schedule(
                                () -> work.cancel(new CstaTimeoutException(
                                        "csta:%s took longer than %d milliseconds: the option timeout is the limit"
                                                .formatted(operation.path(), millis))),
                                millis,
                                TimeUnit.MILLISECONDS));
    }

    @Override
    public void ended(ExchangeTask work, @Nullable OperationResult outcome, @Nullable Throwable failure) {
        component.works().remove(work);
        component
                .metrics()
                .done(
                        operation,
                        word(failure),
                        work.nanos() / MILLION,
                        Optional.ofNullable(outcome).flatMap(OperationResult::timings));
    }

    private static String word(@Nullable Throwable failure) {
        if (failure == null) {
            return Metrics.DONE;
        }
        if (failure instanceof CstaTimeoutException) {
            return Metrics.TIMED_OUT;
        }
        return failure instanceof CancelledException ? Metrics.CANCELLED : Metrics.FAILED;
    }

    @Override
    public void elsewhere(Runnable completion) {
        component.completions().execute(completion);
    }

    /** Ends the threads; what has been cancelled before needs none any more. */
    @Override
    public void close() {
        context.getExecutorServiceManager().shutdown(workers);
    }
}
