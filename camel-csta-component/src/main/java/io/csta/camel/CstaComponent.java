package io.csta.camel;

import io.csta.CancelledException;
import io.csta.diagnosis.ArithmeticState;
import io.csta.model.ModelStore;
import io.csta.summary.SummaryOption;
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
 * The component {@code csta:}. It owns what its endpoints share: loaded models, the tasks in progress, metrics and the
 * health check. Safe for use by several threads.
 */
@Component("csta")
@ManagedResource(description = "Managed CSTA component")
public class CstaComponent extends DefaultComponent {

    private static final String RATIO = SummaryOption.RATIO.name();

    @Metadata(description = "The default options of endpoints.")
    private CstaConfiguration configuration = new CstaConfiguration();

    private final Set<ExchangeTask> tasks = ConcurrentHashMap.newKeySet();
    private @Nullable SharedModels models;
    private Metrics metrics = Metrics.NONE;
    private @Nullable CstaHealthCheck healthCheck;
    private @Nullable ScheduledExecutorService timer;
    private @Nullable ScheduledExecutorService repetitions;
    private @Nullable ExecutorService completions;

    /** Creates a component without a context, which is set later. */
    public CstaComponent() {}

    /** Creates a component of a context. */
    public CstaComponent(CamelContext context) {
        super(context);
    }

    /** The default options of endpoints. */
    public CstaConfiguration getConfiguration() {
        return configuration;
    }

    /** Replaces the default options; endpoints that exist keep theirs. */
    public void setConfiguration(CstaConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        CstaConfiguration own = configuration.copy();
        if (parameters.containsKey("length") != parameters.containsKey(RATIO)) {
            own.setLength(null); // one in the URI replaces both of the component
            own.setRatio(null);
        }
        parameters.computeIfPresent(RATIO, (name, value) -> withoutPercentage(value));
        CstaEndpoint endpoint = new CstaEndpoint(uri, this, CstaOperation.of(remaining), own);
        endpoint.setCamelContext(getCamelContext());
        setProperties(endpoint, parameters);
        endpoint.validate();
        return endpoint;
    }

    /** The generated configurer reads numbers only, and the option is a number for the builders of routes. */
    private static Object withoutPercentage(Object value) {
        if (!value.toString().endsWith("%")) {
            return value;
        }
        try {
            return SummaryOption.RATIO.value(value);
        } catch (IllegalArgumentException e) {
            throw new CstaOptionException("option ratio: " + e.getMessage(), e);
        }
    }

    /**
     * Cancels the processing of an exchange, whether it waits or runs. The exchange fails with a
     * {@link CancelledException}, and its files are deleted.
     *
     * @return whether it was waiting or running
     */
    @ManagedOperation(description = "Cancels the processing of an exchange, whether it waits or runs")
    public boolean cancel(String exchangeId) {
        boolean cancelled = false;
        for (ExchangeTask task : tasks) {
            if (task.exchange().getExchangeId().equals(exchangeId)) {
                cancelled |= task.cancel(
                        new CancelledException("the processing of exchange %s was cancelled".formatted(exchangeId)));
            }
        }
        return cancelled;
    }

    /** The number of waiting messages. */
    @ManagedAttribute(description = "Number of waiting messages")
    public int getWaiting() {
        return count(ExchangeTask::isWaiting);
    }

    /** The number of messages being processed. */
    @ManagedAttribute(description = "Number of messages being processed")
    public int getRunning() {
        return count(ExchangeTask::isRunning);
    }

    /** The number of loaded models. */
    @ManagedAttribute(description = "Number of loaded models")
    public int getLoadedModels() {
        return models == null ? 0 : models.loaded();
    }

    /** Whether all models that running endpoints use are loaded, and there is at least one. */
    @ManagedAttribute(description = "Whether all models that running endpoints use are loaded")
    public boolean isReady() {
        List<SharedModels.State> named = models == null ? List.of() : models.named();
        return !named.isEmpty() && named.stream().allMatch(SharedModels.State::loaded);
    }

    private int count(Predicate<ExchangeTask> condition) {
        return (int) tasks.stream().filter(condition).count();
    }

    Set<ExchangeTask> tasks() {
        return tasks;
    }

    SharedModels models() {
        return Objects.requireNonNull(models, "the component is not started");
    }

    Metrics metrics() {
        return metrics;
    }

    /** Cancels tasks that time out; it runs nothing that takes long. */
    ScheduledExecutorService timer() {
        return Objects.requireNonNull(timer, "the component is not started");
    }

    /** Repeats the progress of exchanges, which waits for event notifiers. */
    ScheduledExecutorService repetitions() {
        return Objects.requireNonNull(repetitions, "the component is not started");
    }

    /** Continues the routes of exchanges that were cancelled while they waited. */
    ExecutorService completions() {
        return Objects.requireNonNull(completions, "the component is not started");
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        CamelContext context = getCamelContext();
        models = new SharedModels(ModelStore.ofUser());
        timer = context.getExecutorServiceManager().newScheduledThreadPool(this, "csta-timeouts", 1);
        repetitions = context.getExecutorServiceManager().newScheduledThreadPool(this, "csta-progress", 1);
        completions = WorkQueue.threads(context, this, "csta-cancelled", 1);
        metrics = Metrics.of(context);
        metrics.watch(this::getWaiting, this::getRunning);
        healthCheck = new CstaHealthCheck(models(), ArithmeticState::ofProcess);
        Optional.ofNullable(HealthCheckRegistry.get(context)).ifPresent(registry -> registry.register(healthCheck));
    }

    @Override
    protected void doStop() throws Exception {
        CamelContext context = getCamelContext();
        Optional.ofNullable(HealthCheckRegistry.get(context)).ifPresent(registry -> registry.unregister(healthCheck));
        metrics.close();
        metrics = Metrics.NONE;
        tasks.forEach(task -> task.cancel(new CstaStoppedException("csta: stopped before the message was processed")));
        context.getExecutorServiceManager().shutdownGraceful(completions);
        context.getExecutorServiceManager().shutdownNow(timer);
        context.getExecutorServiceManager().shutdownNow(repetitions);
        models().close();
        super.doStop();
    }
}
