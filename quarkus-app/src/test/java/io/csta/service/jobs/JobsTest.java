package io.csta.service.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.csta.OutputException;
import io.csta.service.config.ServiceConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class JobsTest {

    @TempDir
    Path folder;

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);

    @Test
    void submission_whileAnotherIsBeingWritten_doesNotWait() throws Exception {
        Jobs jobs = jobs("2");
        CompletableFuture<Submission> slow = slow(jobs);

        assertThat(submit(jobs, JobId.random(), JobsTest::output).isNew()).isTrue();

        end.countDown();
        assertThat(slow.get().isNew()).isTrue();
        assertThat(jobs.all()).extracting(Job::state).containsExactly(JobState.QUEUED, JobState.QUEUED);
    }

    @Test
    void submission_thatIsBeingWritten_countsAsQueued() throws Exception {
        Jobs jobs = jobs("1");
        CompletableFuture<Submission> slow = slow(jobs);

        assertThatThrownBy(() -> submit(jobs, JobId.random(), JobsTest::output))
                .isInstanceOf(TooManyJobsException.class);

        end.countDown();
        assertThat(slow.get().isNew()).isTrue();
    }

    @Test
    void submission_thatFails_freesItsPlaceInTheQueue() {
        Jobs jobs = jobs("1");
        assertThatThrownBy(() -> submit(jobs, JobId.random(), any -> {
                    throw new IllegalStateException("failed");
                }))
                .hasMessage("failed");

        assertThat(submit(jobs, JobId.random(), JobsTest::output).isNew()).isTrue();
        assertThat(jobs.all()).hasSize(1);
    }

    /** A client must not be told of a change that a restart would undo. */
    @Test
    void cancel_thatCannotBeSaved_failsAndChangesNothing() throws IOException {
        Jobs jobs = jobs("1");
        String id = submit(jobs, JobId.random(), JobsTest::output).job().id();
        Path file = breakFile(id);

        assertThatThrownBy(() -> jobs.cancel(id)).isInstanceOf(OutputException.class);

        assertThat(jobs.find(id)).map(Job::state).contains(JobState.QUEUED);
        Files.delete(file);
        assertThat(jobs.cancel(id)).map(Job::state).contains(JobState.CANCELLED);
        assertThat(reread().find(id)).map(Job::state).contains(JobState.CANCELLED);
    }

    @Test
    void retry_thatCannotBeSaved_failsAndChangesNothing() throws IOException {
        Jobs jobs = jobs("1");
        String id = submit(jobs, JobId.random(), JobsTest::output).job().id();
        jobs.start(new JobPipeline(List.of(new UploadedVideos()), (job, video, cancellation) -> {}, job -> {}));
        try {
            await().until(() -> jobs.find(id).orElseThrow().status().settled());
            Path file = breakFile(id);

            assertThatThrownBy(() -> jobs.retry(id)).isInstanceOf(OutputException.class);

            assertThat(jobs.find(id)).map(Job::state).contains(JobState.FAILED);
            Files.delete(file);
            assertThat(jobs.retry(id)).map(Job::state).contains(JobState.QUEUED);
        } finally {
            jobs.stop();
        }
    }

    /** Puts a folder where the job is written to. */
    private Path breakFile(String id) throws IOException {
        Path file = folder.resolve("jobs").resolve(id).resolve("job.json");
        Files.delete(file);
        return Files.createDirectory(file);
    }

    private Jobs reread() {
        Jobs jobs = jobs("1");
        jobs.load();
        return jobs;
    }

    /** Begins a submission that only ends when {@link #end} does. */
    private CompletableFuture<Submission> slow(Jobs jobs) throws InterruptedException {
        CompletableFuture<Submission> slow = CompletableFuture.supplyAsync(() -> submit(jobs, JobId.random(), job -> {
            begun.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return output(job);
        }));
        begun.await();
        return slow;
    }

    private static Path output(Path job) {
        return job.resolve("a.summary.mp4");
    }

    private static Submission submit(Jobs jobs, String id, UnaryOperator<Path> output) {
        return jobs.submit(id, new Source.Upload("a.mp4", 1), JobRequest.DEFAULTS, Optional.empty(), output);
    }

    private Jobs jobs(String maxQueued) {
        Map<String, String> options = Map.of("csta.data", folder.toString(), "csta.jobs.max-queued", maxQueued);
        return new Jobs(new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(ServiceConfig.class)
                .withSources(new PropertiesConfigSource(options, "test", 500))
                .build()
                .getConfigMapping(ServiceConfig.class));
    }
}
