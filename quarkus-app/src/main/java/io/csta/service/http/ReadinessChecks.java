package io.csta.service.http;

import io.csta.camel.CstaComponent;
import io.csta.diagnosis.ArithmeticState;
import io.csta.service.config.ServiceConfig;
import io.csta.service.s3.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.apache.camel.CamelContext;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Health checks: the routes run, the model is loaded, the arithmetic is correct, the disk has space, the bucket responds. */
@ApplicationScoped
class ReadinessChecks {

    private static final Duration CACHED = Duration.ofSeconds(5);

    private final ServiceConfig config;
    private final CamelContext routes;
    private final AvailabilityFilter gate;
    private final DiskSpace space;
    private final BooleanSupplier bucket;

    @Inject
    ReadinessChecks(
            ServiceConfig config, CamelContext routes, AvailabilityFilter gate, DiskSpace space, ObjectStore store) {
        this.config = config;
        this.routes = routes;
        this.gate = gate;
        this.space = space;
        bucket = cached(store::isReachable);
    }

    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck routes() {
        return () -> HealthCheckResponse.named("routes").status(gate.isOpen()).build();
    }

    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck model() {
        return () -> HealthCheckResponse.named("model")
                .status(routes.hasComponent("csta") instanceof CstaComponent csta && csta.isReady())
                .build();
    }

    /** Down if an engine computes incorrectly on this processor. */
    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck arithmetic() {
        return () -> {
            ArithmeticState found = ArithmeticState.ofProcess();
            return HealthCheckResponse.named("arithmetic")
                    .status(!found.refused())
                    .withData("arithmetic", found.text())
                    .build();
        };
    }

    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck disk() {
        return () -> HealthCheckResponse.named("disk space")
                .status(space.has(0))
                .withData("reserve", config.http().minFreeDisk().asLongValue())
                .build();
    }

    /** Up if no bucket is configured. */
    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck bucket() {
        return () -> HealthCheckResponse.named("bucket")
                .status(config.s3().bucket().isEmpty() || bucket.getAsBoolean())
                .build();
    }

    /** Caches an answer for a few seconds. */
    private static BooleanSupplier cached(BooleanSupplier question) {
        record Known(boolean answer, long nanos) {}
        AtomicReference<Known> known = new AtomicReference<>();
        return () -> {
            Known last = known.get();
            if (last == null || System.nanoTime() - last.nanos() > CACHED.toNanos()) {
                last = new Known(question.getAsBoolean(), System.nanoTime());
                known.set(last);
            }
            return last.answer();
        };
    }
}
