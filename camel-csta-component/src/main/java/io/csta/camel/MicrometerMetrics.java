package io.csta.camel;

import io.csta.summary.Timings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.apache.camel.CamelContext;

/**
 * Metrics in the Micrometer registry of a Camel context. Only this class of the package depends on Micrometer, which is
 * optional.
 */
final class MicrometerMetrics implements Metrics {

    private static final String NAME_IN_REGISTRY = "metricsRegistry";
    private static final double NANOS = 1e9;

    private final MeterRegistry registry;
    private final String context;
    private final List<Meter> gauges = new ArrayList<>();

    private MicrometerMetrics(MeterRegistry registry, String context) {
        this.registry = registry;
        this.context = context;
    }

    /** The metrics of a context, if it has a registry: the one that Camel's own metrics use, or the only one. */
    static Metrics of(CamelContext context) {
        return Optional.ofNullable(context.getRegistry().lookupByNameAndType(NAME_IN_REGISTRY, MeterRegistry.class))
                .or(() -> Optional.ofNullable(context.getRegistry().findSingleByType(MeterRegistry.class)))
                .<Metrics>map(registry -> new MicrometerMetrics(registry, context.getName()))
                .orElse(NONE);
    }

    @Override
    public void watch(IntSupplier waiting, IntSupplier running) {
        gauges.add(Gauge.builder("csta.waiting", waiting, IntSupplier::getAsInt)
                .description("Messages that wait to be processed")
                .tag("camelContext", context)
                .strongReference(true)
                .register(registry));
        gauges.add(Gauge.builder("csta.running", running, IntSupplier::getAsInt)
                .description("Messages being processed")
                .tag("camelContext", context)
                .strongReference(true)
                .register(registry));
    }

    @Override
    public void done(CstaOperation operation, String outcome, double millis, Optional<Timings> timings) {
        Counter.builder("csta.exchanges")
                .description("Messages by operation and outcome")
                .tags("camelContext", context, "operation", operation.path(), "outcome", outcome)
                .register(registry)
                .increment();
        if (millis > 0) {
            Timer.builder("csta.work")
                    .description("Processing time of a message, excluding waiting")
                    .tags("camelContext", context, "operation", operation.path(), "outcome", outcome)
                    .register(registry)
                    .record((long) (millis * NANOS / 1000), TimeUnit.NANOSECONDS);
        }
        timings.map(MicrometerMetrics::stages)
                .ifPresent(stages -> stages.forEach((stage, seconds) -> Timer.builder("csta.stage")
                        .description("Time of a stage of a summary; decoding and features run in parallel")
                        .tags("camelContext", context, "stage", stage)
                        .register(registry)
                        .record((long) (seconds * NANOS), TimeUnit.NANOSECONDS)));
    }

    private static Map<String, Double> stages(Timings timings) {
        return Map.of(
                "decoding", timings.decoding(),
                "features", timings.features(),
                "segmentation", timings.segmentation(),
                "scoring", timings.scoring(),
                "selection", timings.selection(),
                "rendering", timings.rendering());
    }

    @Override
    public void close() {
        gauges.forEach(registry::remove);
        gauges.clear();
    }
}
