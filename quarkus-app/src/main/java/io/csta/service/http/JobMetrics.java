package io.csta.service.http;

import io.csta.service.jobs.Job;
import io.csta.service.jobs.JobState;
import io.csta.service.jobs.Jobs;
import io.csta.service.jobs.VideoSource;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Metrics of jobs. The component has metrics of the work itself. */
@ApplicationScoped
class JobMetrics {

    private static final double MILLIS = 1e3;

    private final Jobs jobs;
    private final MeterRegistry registry;
    private final List<VideoSource> sources;
    private final DiskSpace space;
    private final String version;

    @Inject
    JobMetrics(
            Jobs jobs,
            MeterRegistry registry,
            @All List<VideoSource> sources,
            DiskSpace space,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.space = space;
        this.version = version;
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
                .description("Age of the oldest queued job that is not paused")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("csta.frames.per.second", this::framesPerSecond)
                .description("Frames per second of all running jobs")
                .register(registry);
        Gauge.builder("csta.disk.free", space::free)
                .description("Free disk space in csta.data")
                .baseUnit("bytes")
                .register(registry);
        Gauge.builder("csta.build.info", () -> 1)
                .description("The version; always 1")
                .tags("version", version)
                .register(registry);
        jobs.subscribeToStates(this::count);
    }

    private void count(Job job) {
        if (job.state() == JobState.RUNNING) {
            Duration wait = Duration.between(
                    job.status().due(),
                    job.status().started().orElse(job.status().due()));
            Timer.builder("csta.job.wait")
                    .description("Time between the earliest start of an attempt and its start")
                    .tags("source", job.source().kind())
                    .register(registry)
                    .record(wait);
        } else if (job.state().isEnd()) {
            Counter.builder("csta.jobs.ended")
                    .description("Jobs that ended, by source and outcome")
                    .tags("source", job.source().kind(), "outcome", job.state().word())
                    .register(registry)
                    .increment();
        }
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
                .filter(job -> job.status().isWaiting())
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
