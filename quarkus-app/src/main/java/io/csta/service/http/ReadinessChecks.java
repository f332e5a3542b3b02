package io.csta.service.http;

import io.csta.CstaException;
import io.csta.diagnosis.ArithmeticState;
import io.csta.service.config.ServiceConfig;
import io.csta.service.jobs.JobState;
import io.csta.service.jobs.Jobs;
import io.csta.service.s3.BucketPoller;
import io.csta.service.s3.WatchedBuckets;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.HealthRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Health checks: whether new videos are accepted, with the reason if they are not. A bucket that does not respond is
 * reported, but does not make the service unready, because it still accepts videos over HTTP and from the folder.
 */
@ApplicationScoped
class ReadinessChecks {

    private static final Duration CACHED = Duration.ofSeconds(5);
    private static final String REASON = "reason";
    private static final String STATE = "state";

    private final ServiceConfig config;
    private final AvailabilityFilter gate;
    private final ModelStatus model;
    private final DiskSpace space;
    private final Jobs jobs;
    private final WatchedBuckets buckets;

    @Inject
    ReadinessChecks(
            ServiceConfig config,
            AvailabilityFilter gate,
            ModelStatus model,
            DiskSpace space,
            Jobs jobs,
            WatchedBuckets buckets) {
        this.config = config;
        this.gate = gate;
        this.model = model;
        this.space = space;
        this.jobs = jobs;
        this.buckets = buckets;
    }

    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck routes() {
        return () -> response("routes", gate.isOpen(), "the service is starting or stopping")
                .build();
    }

    /** Up while the model is being loaded: videos are queued until it is. */
    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck model() {
        return () -> {
            Optional<CstaException> failure = model.failure();
            HealthCheckResponseBuilder response = response(
                            "model",
                            failure.isEmpty(),
                            failure.map(Throwable::getMessage).orElse(""))
                    .withData("model", model.name());
            if (failure.isEmpty()) {
                response.withData(STATE, model.ready().isPresent() ? "ready" : "loading; videos are queued");
            }
            model.ready().ifPresent(duration -> response.withData("milliseconds", duration.toMillis()));
            return response.build();
        };
    }

    /** Down if an engine computes incorrectly on this processor. */
    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck arithmetic() {
        return () -> {
            ArithmeticState found = ArithmeticState.ofProcess();
            return response("arithmetic", !found.refused(), "an engine computes incorrectly on this processor")
                    .withData("arithmetic", found.text())
                    .build();
        };
    }

    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck disk() {
        return () -> response(
                        "disk space",
                        space.has(0),
                        "less than csta.http.min-free-disk is free; free some space, or change the option")
                .withData("free", space.free())
                .withData("reserve", config.http().minFreeDisk().asLongValue())
                .build();
    }

    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck queue() {
        return () -> response("queue", jobs.hasRoom(), "csta.jobs.max-queued jobs are waiting")
                .withData(
                        "queued",
                        jobs.all().stream()
                                .filter(job -> job.state() == JobState.QUEUED)
                                .count())
                .withData("limit", config.jobs().maxQueued())
                .build();
    }

    /** One for each bucket. Quarkus runs registered checks in a thread that must not wait for the bucket. */
    void buckets(@Observes StartupEvent event, @Readiness HealthRegistry checks) {
        for (BucketPoller bucket : buckets.all()) {
            Supplier<Optional<String>> outage = cached(bucket.store()::outage);
            AsyncHealthCheck check = () -> Uni.createFrom()
                    .item(() -> response(bucket, outage.get()))
                    .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
            checks.register(bucket.routes().poll(), check);
        }
    }

    private static HealthCheckResponse response(BucketPoller bucket, Optional<String> outage) {
        HealthCheckResponseBuilder response = HealthCheckResponse.named(
                        bucket.routes().poll())
                .up()
                .withData("bucket", bucket.settings().bucket())
                .withData(STATE, outage.isEmpty() ? "responds" : "degraded");
        outage.ifPresent(reason -> response.withData(REASON, reason));
        return response.build();
    }

    private static HealthCheckResponseBuilder response(String name, boolean isUp, String reason) {
        HealthCheckResponseBuilder response = HealthCheckResponse.named(name).status(isUp);
        return isUp ? response : response.withData(REASON, reason);
    }

    /** Caches an answer for a few seconds. */
    private static <T> Supplier<T> cached(Supplier<T> question) {
        record Known<T>(T answer, long nanos) {}
        AtomicReference<Known<T>> known = new AtomicReference<>();
        return () -> {
            Known<T> last = known.get();
            if (last == null || System.nanoTime() - last.nanos() > CACHED.toNanos()) {
                last = new Known<>(question.get(), System.nanoTime());
                known.set(last);
            }
            return last.answer();
        };
    }
}
