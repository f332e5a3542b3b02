package io.csta.http;

import io.csta.jobs.Job;
import io.csta.jobs.JobState;
import io.csta.jobs.Jobs;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Shows how the jobs stand. What the work itself takes, the component counts. */
@ApplicationScoped
class JobMetrics {

    private static final List<String> SOURCES = List.of("folder", "s3", "http");
    private static final double MILLIS = 1e3;

    private final Jobs jobs;
    private final MeterRegistry registry;

    @Inject
    JobMetrics(Jobs jobs, MeterRegistry registry) {
        this.jobs = jobs;
        this.registry = registry;
    }

    void register(@Observes StartupEvent event) {
        for (JobState state : JobState.values()) {
            for (String source : SOURCES) {
                Gauge.builder("csta.jobs", () -> count(state, source))
                        .description("Jobs, by how they stand and where their videos came from")
                        .tags("state", state.word(), "source", source)
                        .register(registry);
            }
        }
        Gauge.builder("csta.queue.age", this::queueAge)
                .description("How long the oldest job waits")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("csta.frames.per.second", this::framesPerSecond)
                .description("Frames that the jobs in work handle a second")
                .register(registry);
    }

    private Stream<Job> in(JobState state) {
        return jobs.all().stream().filter(job -> job.state() == state);
    }

    private double count(JobState state, String source) {
        return in(state).filter(job -> job.source().kind().equals(source)).count();
    }

    private double queueAge() {
        Instant now = Instant.now();
        return in(JobState.QUEUED)
                .mapToDouble(job -> Duration.between(job.created(), now).toMillis() / MILLIS)
                .max()
                .orElse(0);
    }

    private double framesPerSecond() {
        return in(JobState.RUNNING)
                .mapToDouble(job -> job.status().progress().framesPerSecond())
                .sum();
    }
}
