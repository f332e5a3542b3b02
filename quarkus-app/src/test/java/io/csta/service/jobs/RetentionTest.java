package io.csta.service.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.csta.service.config.ServiceConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {

    private static final int KILOBYTE = 1 << 10;
    private static final JobFailure FAILURE = new JobFailure("CstaException", "no video", false);

    @TempDir
    Path folder;

    private final Instant now = Instant.now();
    private JobStore store;

    @BeforeEach
    void open() {
        store = new JobStore(folder);
    }

    @Test
    void jobs_thatEndedLongAgo_areRemoved() throws IOException {
        String old = job(
                status -> status.failed(FAILURE, now.minus(Duration.ofDays(8))).settledNow());
        String recent = job(
                status -> status.failed(FAILURE, now.minus(Duration.ofDays(6))).settledNow());

        JobRegistry book = clear("7D", "20G");

        assertThat(book.all()).extracting(Job::id).containsExactly(recent);
        assertThat(folder.resolve(old)).doesNotExist();
        assertThat(store.wasRemoved(old)).isTrue();
        assertThat(store.wasRemoved(recent)).isFalse();
    }

    @Test
    void jobs_thatHaveNotEnded_orWhoseSourceWasNotTold_stay() throws IOException {
        Instant longAgo = now.minus(Duration.ofDays(100));
        String queued = job(status -> JobStatus.fresh(longAgo));
        String running = job(status -> status.running(longAgo));
        String untold = job(status -> status.cancelled(longAgo));

        assertThat(clear("1D", "1K").all()).extracting(Job::id).containsExactlyInAnyOrder(queued, running, untold);
    }

    @Test
    void jobs_thatTakeTooMuchRoom_areRemoved_theOldestFirst() throws IOException {
        String first = job(
                status -> status.failed(FAILURE, now.minus(Duration.ofHours(3))).settledNow());
        String second = job(
                status -> status.failed(FAILURE, now.minus(Duration.ofHours(2))).settledNow());
        String third = job(
                status -> status.failed(FAILURE, now.minus(Duration.ofHours(1))).settledNow());

        assertThat(clear("1D", "250K").all()).extracting(Job::id).containsExactlyInAnyOrder(second, third);
        assertThat(folder.resolve(first)).doesNotExist();
    }

    @Test
    void job_thatIsTooLargeByItself_takesNoOtherWithIt() throws IOException {
        String small = job(100, status -> status.failed(FAILURE, now.minus(Duration.ofHours(2)))
                .settledNow());
        String large = job(900, status -> status.failed(FAILURE, now.minus(Duration.ofHours(1)))
                .settledNow());

        assertThat(clear("1D", "250K").all()).extracting(Job::id).containsExactly(small);
        assertThat(folder.resolve(large)).doesNotExist();
    }

    /** The service needs a job to find its files. */
    @Test
    void job_whoseFilesAreRemovedLater_stays() throws IOException {
        Instant ended = now.minus(Duration.ofDays(8));
        KeptFile file = new KeptFile(Path.of("a.mp4"), 1, 2, ended);
        String old = job(status -> status.failed(FAILURE, ended).settledNow().and(List.of(file)));
        JobRegistry book = new JobRegistry(store);
        book.load();
        AtomicBoolean isRemovable = new AtomicBoolean();
        UploadedVideos source = new UploadedVideos() {
            @Override
            public List<KeptFile> removeExpired(Job job) {
                return isRemovable.get() ? List.of() : job.status().files();
            }

            @Override
            public boolean isNeeded(Job job) {
                return !job.status().files().isEmpty();
            }
        };
        JobPipeline pipeline = new JobPipeline(List.of(source), (job, video, cancellation) -> {}, job -> {});
        Retention retention = new Retention(config("7D", "20G"), book, store, pipeline);

        retention.clear();
        assertThat(book.find(old)).isPresent();
        isRemovable.set(true);
        retention.clear();
        assertThat(book.find(old)).isEmpty();
    }

    private interface Ending {

        JobStatus of(JobStatus fresh);
    }

    private String job(Ending ending) throws IOException {
        return job(100, ending);
    }

    /** A job on disk with its video. */
    private String job(long kilobytes, Ending ending) throws IOException {
        Source source = new Source.Upload("a.mp4", kilobytes * KILOBYTE);
        String id = JobId.random();
        Path output = store.folder(id).resolve("a.summary.mp4");
        Job job = Job.queued(id, source, JobRequest.DEFAULTS, output, now);
        Path input = Files.write(folder.resolve("input"), new byte[(int) (kilobytes * KILOBYTE)]);
        store.create(job.with(ending.of(job.status())), Optional.of(input));
        return id;
    }

    private JobRegistry clear(String keepFor, String keepAtMost) {
        JobRegistry book = new JobRegistry(store);
        book.load();
        JobPipeline pipeline =
                new JobPipeline(List.of(new UploadedVideos()), (job, video, cancellation) -> {}, job -> {});
        new Retention(config(keepFor, keepAtMost), book, store, pipeline).clear();
        return book;
    }

    private static ServiceConfig.Jobs config(String keepFor, String keepAtMost) {
        Map<String, String> options = Map.of("csta.jobs.keep-for", keepFor, "csta.jobs.keep-at-most", keepAtMost);
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(options, "test", 100))
                .withMapping(ServiceConfig.class)
                .build()
                .getConfigMapping(ServiceConfig.class)
                .jobs();
    }
}
