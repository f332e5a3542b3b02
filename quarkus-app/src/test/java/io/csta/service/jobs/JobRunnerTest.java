package io.csta.service.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.csta.CancelledException;
import io.csta.OutputException;
import io.csta.service.config.ServiceConfig;
import io.csta.summary.SummaryOptions;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobRunnerTest {

    @TempDir
    Path folder;

    private final EndlessWork work = new EndlessWork();

    /** A cancellation concerns one attempt; the retry is another one. */
    @Test
    void retry_rightAfterCancel_isNotCancelledAsWell() {
        Jobs jobs = start();
        try {
            String id = submit(jobs);
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

    /** The segmentation of a long video, or a large batch. */
    @Test
    void progress_withoutNews_isRepeatedWithLessTimeLeft() throws Exception {
        Jobs jobs = start();
        List<JobProgress> heard = new CopyOnWriteArrayList<>();
        String id = submit(jobs);
        await().until(() -> work.attempts.size() == 1);
        try (AutoCloseable subscription =
                jobs.subscribe(id, job -> heard.add(job.status().progress()))) {
            jobs.progress(id, new JobProgress("segmentation", 0.5, Optional.of(100.0), 3));

            await().until(() -> heard.size() >= 4
                    && heard.get(heard.size() - 1).secondsLeft().orElse(100.0) < 99.2);
            assertThat(subscription).isNotNull();
        } finally {
            jobs.stop();
        }
        List<JobProgress> repeated = heard.stream()
                .filter(progress -> progress.stage().equals("segmentation"))
                .toList();
        assertThat(repeated).hasSizeGreaterThan(2);
        assertThat(repeated).extracting(JobProgress::fraction).containsOnly(0.5);
        assertThat(repeated)
                .extracting(progress -> -progress.secondsLeft().orElseThrow())
                .isSorted();
    }

    /** Interrupting the work does not prevent the final state from being saved. */
    @Test
    void stop_whileAJobRuns_queuesItOnDiskAgain() {
        Jobs jobs = start();
        String id = submit(jobs);
        await().until(() -> work.attempts.size() == 1);

        jobs.stop();

        Jobs next = new Jobs(config());
        next.load();
        assertThat(next.find(id)).map(Job::state).contains(JobState.QUEUED);
        assertThat(next.find(id)).map(job -> job.status().attempts()).contains(0);
    }

    @Test
    void queuedJobs_startByPriority_thenInOrder() {
        Jobs jobs = start();
        List<String> started = new CopyOnWriteArrayList<>();
        try {
            String running = submit(jobs);
            await().until(() -> work.attempts.size() == 1);
            jobs.subscribeToStates(job -> {
                if (job.state() == JobState.RUNNING) {
                    started.add(job.id());
                }
            });
            String low = submit(jobs, -1);
            String first = submit(jobs, 0);
            String second = submit(jobs, 0);
            String high = submit(jobs, 5);
            List<String> order = List.of(running, high, first, second, low);
            for (int i = 0; i < order.size(); i++) {
                int index = i;
                await().until(() -> work.attempts.size() == index + 1);
                jobs.cancel(order.get(i));
            }
            assertThat(started).containsExactlyElementsOf(order.subList(1, order.size()));
        } finally {
            jobs.stop();
        }
    }

    @Test
    void pausedQueue_startsNothing_alsoAfterARestart_untilItIsResumed() {
        Jobs jobs = start();
        String running = submit(jobs);
        await().until(() -> work.attempts.size() == 1);
        jobs.pauseQueue();
        String waiting = submit(jobs);
        jobs.cancel(running);
        await().during(Duration.ofMillis(300)).until(() -> jobs.find(waiting)
                .filter(job -> job.state() == JobState.QUEUED)
                .isPresent());
        jobs.stop();

        Jobs next = start();
        try {
            assertThat(next.isPaused()).isTrue();
            await().during(Duration.ofMillis(300)).until(() -> work.attempts.size() == 1);
            next.resumeQueue();
            await().until(() -> work.attempts.size() == 2);
            assertThat(next.find(waiting)).map(Job::state).contains(JobState.RUNNING);
        } finally {
            next.stop();
        }
    }

    @Test
    void pausedJob_doesNotStart_alsoAfterARestart_untilItIsResumed() {
        Jobs jobs = start();
        String running = submit(jobs);
        await().until(() -> work.attempts.size() == 1);
        String paused = submit(jobs);
        String other = submit(jobs);
        assertThat(jobs.pause(paused)).map(job -> job.status().paused()).contains(true);
        assertThat(jobs.pause(running)).isEmpty();
        jobs.cancel(running);
        await().until(() -> work.attempts.size() == 2);
        assertThat(jobs.find(other)).map(Job::state).contains(JobState.RUNNING);
        jobs.cancel(other);
        jobs.stop();

        Jobs next = start();
        try {
            await().during(Duration.ofMillis(300)).until(() -> work.attempts.size() == 2);
            assertThat(next.resume(paused)).map(job -> job.status().paused()).contains(false);
            await().until(() -> work.attempts.size() == 3);
            assertThat(next.find(paused)).map(Job::state).contains(JobState.RUNNING);
        } finally {
            next.stop();
        }
    }

    @Test
    void cancelledPausedJob_isNotPausedAfterARetry() {
        Jobs jobs = start();
        try {
            jobs.pauseQueue();
            String id = submit(jobs);
            jobs.pause(id);
            jobs.cancel(id);
            await().until(() -> jobs.retry(id).isPresent());
            jobs.resumeQueue();
            await().until(() -> work.attempts.size() == 1);
        } finally {
            jobs.stop();
        }
    }

    /** Calls for jobs may come slightly before they are due. */
    @Test
    void jobThatFailsForAMoment_isAttemptedAgain_everyTime() {
        FailingWork failing = new FailingWork();
        Jobs jobs = new Jobs(config(Map.of("csta.jobs.retry-delay", "7ms", "csta.jobs.attempts", "3")));
        jobs.load();
        jobs.start(new JobPipeline(List.of(new UploadedVideos()), failing, job -> {}));
        try {
            for (int i = 0; i < 20; i++) {
                String id = submit(jobs);
                await().pollInterval(Duration.ofMillis(5)).until(() -> jobs.find(id)
                        .filter(job -> job.state() == JobState.FAILED)
                        .isPresent());
            }
            assertThat(failing.attempts).hasValue(60);
        } finally {
            jobs.stop();
        }
    }

    @Test
    void outsideOfTheHours_nothingStarts() {
        LocalTime later = LocalTime.now(ZoneId.systemDefault()).plusHours(2);
        String hours =
                "%02d:00-%02d:00".formatted(later.getHour(), later.plusHours(1).getHour());
        Jobs jobs = start(Map.of("csta.jobs.hours", hours));
        try {
            String id = submit(jobs);
            await().during(Duration.ofMillis(300)).until(() -> jobs.find(id)
                    .filter(job -> job.state() == JobState.QUEUED)
                    .isPresent());
            assertThat(work.attempts).isEmpty();
        } finally {
            jobs.stop();
        }
    }

    private Jobs start() {
        return start(Map.of());
    }

    private Jobs start(Map<String, String> options) {
        Jobs jobs = new Jobs(config(options));
        jobs.load();
        jobs.start(new JobPipeline(List.of(new UploadedVideos()), work, job -> {}));
        return jobs;
    }

    private static String submit(Jobs jobs) {
        return submit(jobs, 0);
    }

    private static String submit(Jobs jobs, int priority) {
        return jobs.submit(
                        JobId.random(),
                        new Source.Upload("a.mp4", 1),
                        new JobRequest(SummaryOptions.DEFAULTS, Optional.empty(), priority, Optional.empty()),
                        Optional.empty(),
                        each -> each.resolve("a.summary.mp4"))
                .job()
                .id();
    }

    private ServiceConfig config() {
        return config(Map.of());
    }

    private ServiceConfig config(Map<String, String> options) {
        Map<String, String> all = new HashMap<>(options);
        all.put("csta.data", folder.toString());
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(ServiceConfig.class)
                .withSources(new PropertiesConfigSource(all, "test", 500))
                .build()
                .getConfigMapping(ServiceConfig.class);
    }

    /** Fails in a way that may pass. */
    private static final class FailingWork implements VideoSummarizer {
        private final AtomicInteger attempts = new AtomicInteger();

        @Override
        public void summarize(Job job, Path video, Cancellation cancellation) {
            attempts.incrementAndGet();
            throw new OutputException("the disk is full", new IOException("no space left"));
        }
    }

    /** Works until it is interrupted. */
    private static final class EndlessWork implements VideoSummarizer {
        private final List<String> attempts = new CopyOnWriteArrayList<>();

        @Override
        public void summarize(Job job, Path video, Cancellation cancellation) {
            cancellation.interrupting(() -> {
                int attempt = attempts.size();
                attempts.add("running");
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    attempts.set(attempt, "cancelled");
                    throw CancelledException.interrupted();
                }
            });
        }
    }
}
