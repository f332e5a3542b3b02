package io.csta.camel;

import io.csta.CstaException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;

/**
 * Queues messages for the threads of its endpoint. Unless the endpoint is synchronous, the calling thread only stores
 * streams. An exchange that fails has a {@link CstaException}.
 *
 * <p>Starting a producer loads the endpoint's model. Stopping it cancels its tasks: messages that wait or are being
 * processed fail with a {@link CstaStoppedException}.
 */
public class CstaProducer extends DefaultAsyncProducer {

    private static final long STOP_TIMEOUT_SECONDS = 30;

    private final CstaEndpoint endpoint;
    private Optional<SharedModels.Key> named = Optional.empty();

    CstaProducer(CstaEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        SharedModels models = endpoint.getComponent().models();
        EffectiveOptions settings = EffectiveOptions.of(endpoint);
        SharedModels.Key key = settings.modelKey();
        if (named.isEmpty()) {
            models.name(key);
            named = Optional.of(key);
        }
        models.load(key);
    }

    @Override
    protected void doStop() throws Exception {
        List<ExchangeTask> own = endpoint.getComponent().tasks().stream()
                .filter(task -> task.isOwnedBy(this))
                .toList();
        own.forEach(task -> task.cancel(stopped()));
        for (ExchangeTask task : own) {
            task.await(STOP_TIMEOUT_SECONDS);
        }
        named.ifPresent(endpoint.getComponent().models()::forget);
        named = Optional.empty();
        super.doStop();
    }

    private CstaStoppedException stopped() {
        return new CstaStoppedException("%s stopped before the message was processed".formatted(endpoint));
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        try {
            ExchangeTask task = task(exchange, callback);
            try {
                endpoint.queue().submit(task);
            } catch (CstaStoppedException e) {
                task.input().close();
                throw e;
            }
            if (!isRunAllowed()) {
                task.cancel(stopped()); // queued while the producer stopped, after it listed its tasks
            }
            return false;
        } catch (RuntimeException e) {
            endpoint.getComponent().metrics().done(endpoint.getOperation(), Metrics.FAILED, 0, Optional.empty());
            exchange.setException(e);
            callback.done(true);
            return true;
        }
    }

    private ExchangeTask task(Exchange exchange, AsyncCallback callback) {
        if (!isRunAllowed()) {
            throw stopped();
        }
        EffectiveOptions settings = EffectiveOptions.of(endpoint, exchange.getMessage());
        endpoint.requireSupported(settings);
        Optional<String> fileName = settings.fileName().or(() -> endpoint.fileName(exchange));
        Input input = endpoint.inputs().of(exchange);
        ProgressEvents events = new ProgressEvents(exchange);
        OperationRunner operations = new OperationRunner(
                settings,
                fileName,
                input,
                endpoint.spool(),
                endpoint.getComponent().models(),
                events);
        return new ExchangeTask(
                exchange,
                callback,
                this,
                input,
                self -> run(self, operations, events, settings.timeout()),
                endpoint.queue());
    }

    private OperationResult run(ExchangeTask task, OperationRunner operations, ProgressEvents events, long timeout) {
        Optional<Future<?>> limit = endpoint.queue().limit(task, timeout);
        try {
            if (!endpoint.getConfiguration().isSynchronous()) { // which uses no other thread
                events.repeat(endpoint.getComponent().repetitions());
            }
            return operations.run(endpoint.getOperation());
        } finally {
            events.close();
            limit.ifPresent(timer -> timer.cancel(false));
        }
    }
}
