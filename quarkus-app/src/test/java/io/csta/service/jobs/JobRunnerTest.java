package io.csta.service.jobs;

import static org.awaitility.Awaitility.await;

import io.csta.CancelledException;
import io.csta.service.config.ServiceConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobRunnerTest {

    @TempDir
    Path folder;

    /** A cancellation concerns one attempt; the retry is another one. */
    @Test
    void retry_rightAfterCancel_isNotCancelledAsWell() {
        Work work = new Work();
        Jobs jobs = new Jobs(config());
        jobs.load();
        jobs.start(work);
        try {
            String id = jobs.submit(
                            "0".repeat(32),
                            new Source.Upload("a.mp4", 1),
                            JobRequest.DEFAULTS,
                            Optional.empty(),
                            each -> each.resolve("a.summary.mp4"))
                    .job()
                    .id();
            await().until(() -> work.attempts.size() == 1);
            jobs.cancel(id);
            await().pollInterval(Duration.ofMillis(1))
                    .until(() -> jobs.retry(id).isPresent());
            await().until(() -> work.attempts.size() >= 2);
            await().during(Duration.ofMillis(600))
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> work.attempts.equals(List.of("cancelled", "running")));
        } finally {
            jobs.stop();
        }
    }

    private ServiceConfig config() {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(ServiceConfig.class)
                .withSources(new PropertiesConfigSource(Map.of("csta.data", folder.toString()), "test", 500))
                .build()
                .getConfigMapping(ServiceConfig.class);
    }

    /** Work that runs until it is cancelled. */
    private static final class Work implements JobWork {
        private final List<String> attempts = new CopyOnWriteArrayList<>();

        @Override
        public JobResult run(Job job, Cancellation cancellation) {
            int attempt = attempts.size();
            attempts.add("running");
            CountDownLatch end = new CountDownLatch(1);
            cancellation.onCancel(end::countDown);
            try {
                end.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            attempts.set(attempt, "cancelled");
            throw new CancelledException("cancelled");
        }

        @Override
        public void settle(Job job) {}

        @Override
        public boolean isTemporary(Job job, RuntimeException failure) {
            return false;
        }

        @Override
        public Path place(Job job) {
            return Path.of("a.mp4");
        }
    }
}
