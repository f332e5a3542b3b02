package io.csta.jobs;

import static org.awaitility.Awaitility.await;

import io.csta.CancelledException;
import io.csta.config.ServiceConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobRunnerTest {

    @TempDir
    Path folder;

    /** Cancelling is repeated until the work ends; the work that a retry begins is another one. */
    @Test
    void retry_rightAfterCancel_isNotCancelledAsWell() {
        Work work = new Work();
        Jobs jobs = new Jobs(config(), work);
        jobs.load();
        jobs.start();
        try {
            String id = jobs.submit(
                            "0".repeat(32),
                            new Source.Upload("a.mp4", 1),
                            JobRequest.NOTHING_SPECIAL,
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

    /** Work that goes on until it is cancelled. */
    private static final class Work implements JobWork {
        private final List<String> attempts = new CopyOnWriteArrayList<>();
        private volatile Thread thread = Thread.currentThread();

        @Override
        public JobResult run(Job job) {
            int attempt = attempts.size();
            thread = Thread.currentThread();
            attempts.add("running");
            try {
                TimeUnit.MINUTES.sleep(1);
                throw new AssertionError("nobody cancelled it");
            } catch (InterruptedException e) {
                attempts.set(attempt, "cancelled");
                throw new CancelledException("cancelled");
            }
        }

        @Override
        public void cancel(Job job) {
            thread.interrupt();
        }

        @Override
        public void settle(Job job) {}

        @Override
        public boolean isTemporary(RuntimeException failure) {
            return false;
        }

        @Override
        public Path place(Job job) {
            return Path.of("a.mp4");
        }
    }
}
