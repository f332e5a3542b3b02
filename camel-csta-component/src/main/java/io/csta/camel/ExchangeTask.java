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
 * One message, from when it begins to wait until it is done. It can be cancelled while it waits, and then never runs, or
 * while it runs, by an interruption that hits the work and nothing else: what the thread does before and after, the rest
 * of the route among it, is not concerned.
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
    private final Task task;
    private final Listener listener;
    private final CountDownLatch ended = new CountDownLatch(1);
    private State state = State.WAITING;
    private @Nullable Thread worker;
    private long started;
    private @Nullable CancelledException cancellation;

    /** The work itself. Whatever it wrote before it fails it removes. */
    interface Task {
        OperationResult run(ExchangeTask self) throws Exception;
    }

    /** Is told where a message is, by the thread that takes it there. */
    interface Listener {

        /** It is done, and its exchange knows how. */
        void ended(ExchangeTask work, @Nullable OperationResult outcome, @Nullable Throwable failure);

        /** It was cancelled while it waited: something is to be run, but not by the thread that cancelled. */
        void elsewhere(Runnable completion);
    }

    /**
     * Work that has yet to be queued.
     *
     * @param owner the producer that it came through
     * @param input what to work on; it is closed when the work is done, however it ends
     */
    ExchangeTask(Exchange exchange, AsyncCallback callback, Object owner, Input input, Task task, Listener listener) {
        this.exchange = exchange;
        this.callback = callback;
        this.owner = owner;
        this.input = input;
        this.task = task;
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

    /** How long it has been running, in nanoseconds; 0 if it never ran. */
    synchronized long nanos() {
        return started == 0 ? 0 : System.nanoTime() - started;
    }

    /** Does it, unless it was cancelled before, and lets the exchange go on. */
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
            outcome = task.run(this);
        } catch (Throwable e) { // an Error too must reach the exchange, or its route would wait for ever
            failure = e;
        }
        CancelledException cancelled = leave();
        if (cancelled != null && outcome != null) {
            outcome.discard();
        }
        end(cancelled == null ? outcome : null, cancelled == null ? failure : cancelled);
    }

    /** From here on nobody interrupts this thread on behalf of this work. */
    private synchronized @Nullable CancelledException leave() {
        state = State.DONE;
        worker = null;
        if (cancellation != null) {
            Thread.interrupted(); // it was meant for the work, which has heard it
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
     * Cancels it.
     *
     * @param why what its exchange fails with
     * @return whether there was something to cancel; then the exchange fails
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

    /** Waits until it is done, but not for ever. */
    void await(long seconds) throws InterruptedException {
        ended.await(seconds, TimeUnit.SECONDS);
    }
}
