package io.csta.service.http;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Adapts the metrics of the Camel component to a service that has a single Camel context, in which messages are jobs, and adds
 * the buckets of histograms.
 */
final class MetricNames {

    private static final String OURS = "csta.";

    /** The same as {@code csta.jobs} by state. */
    private static final Set<String> DUPLICATES = Set.of("csta.waiting", "csta.running", "csta.exchanges");

    private static final Set<String> DURATIONS = Set.of("csta.stage", "csta.work", "csta.job.wait");

    private static final double[] BUCKETS = Stream.of(
                    100, 300, 1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000, 3_600_000)
            .mapToDouble(millis -> Duration.ofMillis(millis).toNanos())
            .toArray();

    private MetricNames() {}

    @Produces
    @Singleton
    static MeterFilter filter() {
        return new MeterFilter() {
            @Override
            public MeterFilterReply accept(Meter.Id id) {
                return DUPLICATES.contains(id.getName()) ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
            }

            @Override
            public Meter.Id map(Meter.Id id) {
                return id.getName().startsWith(OURS) ? id.replaceTags(withoutContext(id)) : id;
            }

            @Override
            public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
                return DURATIONS.contains(id.getName())
                        ? DistributionStatisticConfig.builder()
                                .serviceLevelObjectives(BUCKETS)
                                .build()
                                .merge(config)
                        : config;
            }
        };
    }

    private static Tags withoutContext(Meter.Id id) {
        return Tags.of(id.getTags().stream()
                .filter(tag -> !List.of("camelContext", "operation").contains(tag.getKey()))
                .toList());
    }
}
