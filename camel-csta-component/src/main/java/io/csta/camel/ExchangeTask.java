package io.csta.camel;

import io.csta.CancelledException;
import io.csta.OutputException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The processing of one message, from when it is queued until it is done. A task that is cancelled while it waits never
 * runs; a running one is interrupted. The interruption never reaches what the same thread runs before or after, such as
 * the rest of the route.
 */
final class ExchangeTask implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(ExchangeTask.class);

    private enum State {
        WAITING,
        RUNNING,
        DONE
    }

    private final Exchange exchange;
    private final AsyncCallback callback;
    private final Object owner;
    private final Input input;
    private final Operation operation;
    private final Listener listener;
    private final CountDownLatch ended = new CountDownLatch(1);
    private State state = State.WAITING;
    private @Nullable Thread worker;
    private long started;
    private @Nullable CancelledException cancellation;

    /** What the task runs. If it fails, it deletes the files that it wrote. */
    interface Operation {
        OperationResult run(ExchangeTask self) throws Exception;
    }

    /** Follows the states of a task, in the thread that changes them. */
    interface Listener {

        /** The task is done, and its exchange has the result or the failure. */
        void ended(ExchangeTask task, @Nullable OperationResult outcome, @Nullable Throwable failure);

        /** The task was cancelled while it waited; runs its completion in a thread other than the one that cancelled. */
        void elsewhere(Runnable completion);
    }

    /**
     * Creates a task, which has yet to be queued.
     *
     * @param owner the producer that received the message
     * @param input the video; it is closed when the task is done, however it ends
     */
    ExchangeTask(
            Exchange exchange,
            AsyncCallback callback,
            Object owner,
            Input input,
            Operation operation,
            Listener listener) {
        this.exchange = exchange;
        this.callback = callback;
        this.owner = owner;
        this.input = input;
        this.operation = operation;
        this.listener = listener;
    }

    Exchange exchange() {
        return exchange;
    }

    Input input() {
        return input;
    }

    boolean isOwnedBy(Object producer) {
        return owner == producer;
    }

    synchronized boolean isWaiting() {
        return state == State.WAITING;
    }

    synchronized boolean isRunning() {
        return state == State.RUNNING;
    }

    /** How long the task has been running, in nanoseconds; 0 if it never ran. */
    synchronized long nanos() {
        return started == 0 ? 0 : System.nanoTime() - started;
    }

    /** Runs the operation, unless the task was cancelled before, and continues the route. */
    @Override
    public void run() {
        synchronized (this) {
            if (state != State.WAITING) {
                return;
            }
            state = State.RUNNING;
            worker = Thread.currentThread();
            started = System.nanoTime();
        }
        OperationResult outcome = null;
        Throwable failure = null;
        try {
            outcome = operation.run(this);
        } catch (Throwable e) { // an Error too must reach the exchange, or its route would wait forever
            failure = e;
        }
        CancelledException cancelled = leave();
        if (cancelled != null && outcome != null) {
            outcome.discard();
        }
        end(cancelled == null ? outcome : null, cancelled == null ? failure : cancelled);
    }

    /** After this call, this thread is not interrupted because of this task. */
    private synchronized @Nullable CancelledException leave() {
        state = State.DONE;
        worker = null;
        if (cancellation != null) {
            Thread.interrupted(); // it was meant for the operation, which has ended
        }
        return cancellation;
    }

    private void end(@Nullable OperationResult outcome, @Nullable Throwable failure) {
        try {
            input.close();
        } catch (OutputException e) {
            LOG.warn("{}", e.getMessage());
        }
        if (outcome != null) {
            outcome.into(exchange);
        } else {
            exchange.setException(failure);
        }
        listener.ended(this, outcome, failure);
        ended.countDown();
        callback.done(false);
    }

    /**
     * Cancels the task.
     *
     * @param why the exception that the exchange fails with
     * @return whether the task was waiting or running; then the exchange fails
     */
    boolean cancel(CancelledException why) {
        synchronized (this) {
            if (state == State.DONE || cancellation != null) {
                return false;
            }
            cancellation = why;
            if (state == State.RUNNING) {
                if (worker != null) {
                    worker.interrupt();
                }
                return true;
            }
            state = State.DONE;
        }
        listener.elsewhere(() -> end(null, why));
        return true;
    }

    /** Waits until the task is done, at most for the given time. */
    void await(long seconds) throws InterruptedException {
        ended.await(seconds, TimeUnit.SECONDS);
    }
}
