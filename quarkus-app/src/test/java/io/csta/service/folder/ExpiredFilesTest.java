package io.csta.service.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.csta.service.config.Options;
import io.csta.service.config.ServiceConfig;
import io.csta.service.jobs.Job;
import io.csta.service.jobs.JobProgress;
import io.csta.service.jobs.JobRequest;
import io.csta.service.jobs.JobState;
import io.csta.service.jobs.JobStatus;
import io.csta.service.jobs.Jobs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpiredFilesTest {

    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final Duration A_WEEK = Duration.ofDays(7);

    @TempDir
    Path folder;

    private Jobs jobs;
    private WatchedFolders folders;

    @BeforeEach
    void start() {
        ServiceConfig config = Options.of(Map.of(
                "csta.data", folder.toString(),
                "csta.inbox.keep-done-for", "1D",
                "csta.inbox.keep-failed-for", "1D",
                "csta.inbox.keep-summaries-for", "1D"));
        jobs = new Jobs(config);
        jobs.load();
        folders = new WatchedFolders(config, jobs);
        folders.open();
    }

    private Job submit(String file, String content) throws IOException {
        Inbox inbox = folders.find(Optional.empty()).orElseThrow();
        Path path = inbox.settings().path().resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
        return inbox.submit(file, JobRequest.DEFAULTS).job();
    }

    /** The job after it ended, with its video moved. */
    private Job ended(Job job, JobState state, Duration ago) throws IOException {
        jobs.cancel(job.id()); // it waits no longer for its file
        Instant end = Instant.now().minus(ago);
        JobStatus status = new JobStatus(
                state,
                JobProgress.NONE,
                Optional.of(end),
                Optional.of(end),
                end,
                false,
                1,
                Optional.empty(),
                Optional.empty(),
                true);
        Job ended = new Job(job.schema(), job.id(), job.source(), job.request(), job.output(), job.created(), status);
        if (state == JobState.DONE) {
            Files.createDirectories(job.output().getParent());
            Files.writeString(job.output(), "a summary");
            Files.writeString(
                    job.outputJson(),
                    "{\"video\": {\"file\": \"%s\"}}".formatted(job.source().publicName()));
        }
        folders.release(ended);
        return ended;
    }

    @Test
    void videoAndSummary_ofAJobThatEndedLongAgo_areRemoved_withEmptySubfolders() throws IOException {
        Job job = ended(submit("trip/a.mp4", "a"), JobState.DONE, A_WEEK);
        assertThat(folder.resolve("done/trip/a.mp4")).exists();

        folders.removeExpired(job);

        assertThat(folder.resolve("done")).isEmptyDirectory();
        assertThat(folder.resolve("summaries")).isEmptyDirectory();
    }

    @Test
    void recentFiles_stay() throws IOException {
        folders.removeExpired(ended(submit("a.mp4", "a"), JobState.DONE, AN_HOUR));
        folders.removeExpired(ended(submit("b.mp4", "b"), JobState.FAILED, AN_HOUR));

        assertThat(folder.resolve("done/a.mp4")).exists();
        assertThat(folder.resolve("summaries/a.summary.mp4")).exists();
        assertThat(folder.resolve("failed/b.mp4")).exists();
    }

    @Test
    void failedVideo_isRemoved_withItsError_alsoIfItHasANumber() throws IOException {
        Files.createDirectories(folder.resolve("failed"));
        Files.writeString(folder.resolve("failed/b.mp4"), "another video");
        Job job = ended(submit("b.mp4", "b"), JobState.FAILED, A_WEEK);
        assertThat(folder.resolve("failed/b-2.mp4")).exists();
        assertThat(folder.resolve("failed/b-2.mp4.error.json")).exists();

        folders.removeExpired(job);

        assertThat(folder.resolve("failed")).isDirectoryContaining("glob:**/b.mp4");
        assertThat(folder.resolve("failed/b-2.mp4")).doesNotExist();
        assertThat(folder.resolve("failed/b-2.mp4.error.json")).doesNotExist();
    }

    @Test
    void filesThatChanged_stay() throws IOException {
        Job job = ended(submit("a.mp4", "a"), JobState.DONE, A_WEEK);
        Files.writeString(folder.resolve("done/a.mp4"), "somebody else's");
        Files.writeString(folder.resolve("summaries/a.summary.json"), "{\"video\": {\"file\": \"z.mp4\"}}");

        folders.removeExpired(job);

        assertThat(folder.resolve("done/a.mp4")).exists();
        assertThat(folder.resolve("summaries/a.summary.mp4")).exists();
    }

    @Test
    void summary_thatANewerVersionReplaced_stays() throws IOException {
        Job old = ended(submit("a.mp4", "old"), JobState.DONE, A_WEEK);
        Job replacement = ended(submit("a.mp4", "replacement"), JobState.DONE, AN_HOUR);
        assertThat(replacement.output()).isEqualTo(old.output());

        folders.removeExpired(old);

        assertThat(folder.resolve("summaries/a.summary.mp4")).exists();
        assertThat(folder.resolve("done/a.mp4")).doesNotExist();
        assertThat(folder.resolve("done/a-2.mp4")).exists();
    }
}
