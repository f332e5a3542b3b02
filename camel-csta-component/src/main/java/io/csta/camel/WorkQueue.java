package io.csta.camel;

import io.csta.CancelledException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.util.concurrent.SynchronousExecutorService;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;
import org.jspecify.annotations.Nullable;

/**
 * The threads of an endpoint and the messages that wait for one. The threads come from the context's
 * {@code ExecutorServiceManager}; the thread that processed a message also runs the rest of its route. A synchronous
 * endpoint has none: the thread that sends a message processes it.
 */
final class WorkQueue implements ExchangeTask.Listener, AutoCloseable {

    /** Camel interprets 0 and negative values as "no queue". */
    private static final int UNBOUNDED = Integer.MAX_VALUE;

    private static final double MILLION = 1e6;

    private final CstaComponent component;
    private final CstaOperation operation;
    private final CamelContext context;
    private final ExecutorService workers;

    WorkQueue(CstaComponent component, CstaEndpoint endpoint) {
        this.component = component;
        this.operation = endpoint.getOperation();
        this.context = endpoint.getCamelContext();
        CstaConfiguration configuration = endpoint.getConfiguration();
        this.workers = configuration.isSynchronous()
                ? new SynchronousExecutorService()
                : threads(context, endpoint, "csta-" + operation.path(), configuration.getMaxConcurrent());
    }

    /** A pool with an unbounded queue, whose threads end when idle. */
    static ExecutorService threads(CamelContext context, Object source, String name, int maxThreads) {
        ThreadPoolProfile profile = new ThreadPoolProfile(name);
        profile.setPoolSize(maxThreads);
        profile.setMaxPoolSize(maxThreads);
        profile.setMaxQueueSize(UNBOUNDED);
        profile.setAllowCoreThreadTimeOut(true);
        profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
        return context.getExecutorServiceManager().newThreadPool(source, name, profile);
    }

    /**
     * Queues a message; a synchronous endpoint processes it before this returns.
     *
     * @throws CstaStoppedException if the endpoint has stopped
     */
    void submit(ExchangeTask task) {
        component.tasks().add(task);
        try {
            workers.execute(task);
        } catch (RejectedExecutionException e) {
            component.tasks().remove(task);
            throw new CstaStoppedException(
                    "csta:%s has stopped and accepts no more messages".formatted(operation.path()));
        }
    }

    /** Cancels a task after the given time, unless the returned timer is cancelled before. */
    Optional<Future<?>> limit(ExchangeTask task, long millis) {
        return millis == 0
                ? Optional.empty()
                : Optional.of(component
                        .timer()
                        .schedule(
                                () -> task.cancel(new CstaTimeoutException(
                                        "csta:%s timed out after %d ms; increase the option timeout"
                                                .formatted(operation.path(), millis))),
                                millis,
                                TimeUnit.MILLISECONDS));
    }

    @Override
    public void ended(ExchangeTask task, @Nullable OperationResult outcome, @Nullable Throwable failure) {
        component.tasks().remove(task);
        component
                .metrics()
                .done(
                        operation,
                        outcome(failure),
                        task.nanos() / MILLION,
                        Optional.ofNullable(outcome).flatMap(OperationResult::timings));
    }

    private static String outcome(@Nullable Throwable failure) {
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

    /** Ends the threads; tasks that were cancelled before need none. */
    @Override
    public void close() {
        context.getExecutorServiceManager().shutdown(workers);
    }
}
