package io.csta.service.http;

import io.csta.service.jobs.Job;
import io.csta.service.jobs.JobState;
import io.csta.service.jobs.Jobs;
import io.csta.service.jobs.VideoSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Metrics of jobs. The component has metrics of the work itself. */
@ApplicationScoped
class JobMetrics {

    private static final double MILLIS = 1e3;

    private final Jobs jobs;
    private final MeterRegistry registry;
    private final List<VideoSource> sources;

    @Inject
    JobMetrics(Jobs jobs, MeterRegistry registry, @All List<VideoSource> sources) {
        this.jobs = jobs;
        this.registry = registry;
        this.sources = sources;
    }

    void register(@Observes StartupEvent event) {
        for (JobState state : JobState.values()) {
            for (VideoSource each : sources) {
                String source = each.kind();
                Gauge.builder("csta.jobs", () -> count(state, source))
                        .description("Jobs by state and source")
                        .tags("state", state.word(), "source", source)
                        .register(registry);
            }
        }
        Gauge.builder("csta.queue.age", this::queueAge)
                .description("Age of the oldest queued job")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("csta.frames.per.second", this::framesPerSecond)
                .description("Frames per second of all running jobs")
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
