package io.csta.camel;

import io.csta.CancelledException;
import io.csta.diagnosis.ArithmeticState;
import io.csta.model.ModelStore;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Predicate;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.jspecify.annotations.Nullable;

/**
 * The component {@code csta:}. It owns what its endpoints share: loaded models, the list of what is being done, metrics
 * and the health check. Safe for use by several threads.
 */
@Component("csta")
@ManagedResource(description = "Managed CSTA component")
public class CstaComponent extends DefaultComponent {

    private static final String MICROMETER = "io.micrometer.core.instrument.MeterRegistry";

    @Metadata(description = "The options that endpoints have where they do not say otherwise.")
    private CstaConfiguration configuration = new CstaConfiguration();

    private final Set<ExchangeTask> works = ConcurrentHashMap.newKeySet();
    private SharedModels models = new SharedModels(ModelStore.ofUser());
    private Metrics metrics = Metrics.NONE;
    private @Nullable CstaHealthCheck healthCheck;
    private @Nullable ScheduledExecutorService clock;
    private @Nullable ExecutorService completions;

    /** A component that gets its context later. */
    public CstaComponent() {}

    /** A component of a context. */
    public CstaComponent(CamelContext context) {
        super(context);
    }

    /** The options that endpoints have where they do not say otherwise. */
    public CstaConfiguration getConfiguration() {
        return configuration;
    }

    /** Replaces the options of endpoints that are made from now on. */
    public void setConfiguration(CstaConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        CstaConfiguration own = configuration.copy();
        if (parameters.containsKey("length") != parameters.containsKey("ratio")) {
            own.setLength(null); // what the URI says replaces both of the component's
            own.setRatio(null);
        }
        CstaEndpoint endpoint = new CstaEndpoint(uri, this, CstaOperation.of(remaining), own);
        endpoint.setCamelContext(getCamelContext());
        setProperties(endpoint, parameters);
        endpoint.validate();
        return endpoint;
    }

    /**
     * Cancels the work on an exchange, whether it waits or runs. The exchange fails with a {@link CancelledException},
     * and nothing that was made for it is left.
     *
     * @return whether there was something to cancel
     */
    @ManagedOperation(description = "Cancels the work on an exchange, whether it waits or runs")
    public boolean cancel(String exchangeId) {
        boolean cancelled = false;
        for (ExchangeTask work : works) {
            if (work.exchange().getExchangeId().equals(exchangeId)) {
                cancelled |= work.cancel(new CancelledException("the work on %s was cancelled".formatted(exchangeId)));
            }
        }
        return cancelled;
    }

    /** How many messages wait to be worked on. */
    @ManagedAttribute(description = "Messages that wait to be worked on")
    public int getWaiting() {
        return count(ExchangeTask::isWaiting);
    }

    /** How many messages are worked on. */
    @ManagedAttribute(description = "Messages that are worked on")
    public int getRunning() {
        return count(ExchangeTask::isRunning);
    }

    /** How many models are loaded. */
    @ManagedAttribute(description = "Models that are loaded")
    public int getLoadedModels() {
        return models.loaded();
    }

    /** Whether the models that running endpoints name are all loaded, and there is one. */
    @ManagedAttribute(description = "Whether the models that running endpoints name are all loaded")
    public boolean isReady() {
        List<SharedModels.State> named = models.named();
        return !named.isEmpty() && named.stream().allMatch(SharedModels.State::loaded);
    }

    private int count(Predicate<ExchangeTask> condition) {
        return (int) works.stream().filter(condition).count();
    }

    Set<ExchangeTask> works() {
        return works;
    }

    SharedModels models() {
        return models;
    }

    Metrics metrics() {
        return metrics;
    }

    /** Ends what takes too long; does nothing that takes time itself. */
    ScheduledExecutorService clock() {
        return Objects.requireNonNull(clock, "the component is not started");
    }

    /** Lets exchanges go on that were cancelled before a worker had them. */
    ExecutorService completions() {
        return Objects.requireNonNull(completions, "the component is not started");
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        CamelContext context = getCamelContext();
        models = new SharedModels(ModelStore.ofUser());
        clock = context.getExecutorServiceManager().newScheduledThreadPool(this, "csta-timeouts", 1);
        completions = WorkQueue.threads(context, this, "csta-cancelled", 1);
        boolean counts = context.getClassResolver().resolveClass(MICROMETER) != null;
        metrics = counts ? MicrometerMetrics.of(context) : Metrics.NONE;
        metrics.watch(this::getWaiting, this::getRunning);
        healthCheck = new CstaHealthCheck(models, ArithmeticState::ofProcess);
        Optional.ofNullable(HealthCheckRegistry.get(context)).ifPresent(registry -> registry.register(healthCheck));
    }

    @Override
    protected void doStop() throws Exception {
        CamelContext context = getCamelContext();
        Optional.ofNullable(HealthCheckRegistry.get(context)).ifPresent(registry -> registry.unregister(healthCheck));
        metrics.close();
        metrics = Metrics.NONE;
        works.forEach(work -> work.cancel(new CstaStoppedException("csta: stopped before the message was done")));
        context.getExecutorServiceManager().shutdownGraceful(completions);
        context.getExecutorServiceManager().shutdownNow(clock);
        models.close();
        super.doStop();
    }
}
