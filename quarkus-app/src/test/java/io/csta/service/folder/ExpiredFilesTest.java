package io.csta.service.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.csta.service.config.Options;
import io.csta.service.config.ServiceConfig;
import io.csta.service.jobs.Cancellation;
import io.csta.service.jobs.Job;
import io.csta.service.jobs.JobProgress;
import io.csta.service.jobs.JobRequest;
import io.csta.service.jobs.JobState;
import io.csta.service.jobs.JobStatus;
import io.csta.service.jobs.Jobs;
import io.csta.service.jobs.KeptFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
        if (state == JobState.DONE) {
            Files.createDirectories(job.output().getParent());
            Files.writeString(job.output(), "a summary " + end);
            Files.writeString(
                    job.outputJson(),
                    "{\"video\": {\"file\": \"%s\"}}".formatted(job.source().publicName()));
            age(job.output(), end);
            age(job.outputJson(), end);
        }
        List<KeptFile> files = folders.release(with(job, state, end, List.of())).stream()
                .map(file -> since(file, end))
                .toList();
        return with(job, state, end, files);
    }

    private static KeptFile since(KeptFile file, Instant time) {
        return new KeptFile(file.path(), file.size(), file.modified(), time);
    }

    private static void age(Path file, Instant time) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(time));
    }

    private static Job with(Job job, JobState state, Instant end, List<KeptFile> files) {
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
                files,
                true);
        return new Job(job.schema(), job.id(), job.source(), job.request(), job.output(), job.created(), status);
    }

    @Test
    void videoAndSummary_ofAJobThatEndedLongAgo_areRemoved_withEmptySubfolders() throws IOException {
        Job job = ended(submit("trip/a.mp4", "a"), JobState.DONE, A_WEEK);
        assertThat(folder.resolve("done/trip/a.mp4")).exists();

        folders.removeExpired(job);

        assertThat(folder.resolve("done")).isEmptyDirectory();
        assertThat(folder.resolve("summaries")).isEmptyDirectory();
    }

    /** The status no longer contains the file, so it is not removed again after a restart. */
    @Test
    void fileThatIsPutBack_stays() throws IOException {
        Job job = ended(submit("a.mp4", "a"), JobState.DONE, A_WEEK);
        Path video = folder.resolve("done/a.mp4");
        Path backup = Files.copy(video, folder.resolve("backup"), StandardCopyOption.COPY_ATTRIBUTES);
        assertThat(folders.isNeeded(job)).isTrue();

        Job after = with(job, JobState.DONE, Instant.now(), folders.removeExpired(job));
        Files.copy(backup, video, StandardCopyOption.COPY_ATTRIBUTES);
        folders.removeExpired(after);

        assertThat(folders.isNeeded(after)).isFalse();
        assertThat(video).exists();
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
        Job done = ended(submit("a.mp4", "a"), JobState.DONE, A_WEEK);
        Job failed = ended(submit("b.mp4", "b"), JobState.FAILED, A_WEEK);
        Job edited = ended(submit("c.mp4", "c"), JobState.DONE, A_WEEK);
        Files.writeString(folder.resolve("done/a.mp4"), "somebody else's");
        Files.writeString(folder.resolve("failed/b.mp4"), "repaired");
        Files.writeString(folder.resolve("summaries/c.summary.mp4"), "edited");

        for (Job job : List.of(done, failed, edited)) {
            assertThat(folders.removeExpired(job)).isEmpty();
        }

        assertThat(folder.resolve("done/a.mp4")).exists();
        assertThat(folder.resolve("failed/b.mp4")).exists();
        assertThat(folder.resolve("failed/b.mp4.error.json")).exists();
        assertThat(folder.resolve("summaries/c.summary.mp4")).exists();
    }

    /** The same file, moved by hand or by another job, keeps its own time. */
    @Test
    void copies_stay() throws IOException {
        Files.createDirectories(folder.resolve("done"));
        Path master = Files.writeString(folder.resolve("done/a.mp4"), "a");
        Job submitted = submit("a.mp4", "a");
        Files.setLastModifiedTime(master, Files.getLastModifiedTime(folders.place(submitted))); // as cp -p does
        Job job = ended(submitted, JobState.DONE, A_WEEK);
        assertThat(folder.resolve("done/a-2.mp4")).exists();

        folders.removeExpired(job);

        assertThat(folder.resolve("done/a-2.mp4")).doesNotExist();
        assertThat(master).exists();
    }

    /** A file with the same content that arrived later is moved, too, and has its own time. */
    @Test
    void duplicate_isRemoved_afterItsOwnTime() throws IOException {
        Job job = ended(submit("a.mp4", "a"), JobState.DONE, A_WEEK);
        Path copy = Files.writeString(folder.resolve("done/a-2.mp4"), "a");
        FileStamp stamp = FileStamp.of(copy);
        KeptFile own = job.status().files().get(2);

        for (Duration ago : List.of(AN_HOUR, A_WEEK)) {
            Instant time = Instant.now().minus(ago);
            KeptFile second = new KeptFile(copy, stamp.size(), stamp.modified(), time);
            folders.removeExpired(with(job, JobState.DONE, own.since(), List.of(own, second)));
            assertThat(own.path()).doesNotExist();
            assertThat(Files.exists(copy)).isEqualTo(ago.equals(AN_HOUR));
        }
    }

    @Test
    void upperCaseName_isRemoved_andFoundWhenItsJobIsRetried() throws IOException {
        Job job = ended(submit("HOLIDAY.MP4", "a"), JobState.FAILED, A_WEEK);
        assertThat(folders.input(job, new Cancellation())).isEqualTo(folder.resolve("failed/HOLIDAY.MP4"));

        folders.removeExpired(job);

        assertThat(folder.resolve("failed")).isEmptyDirectory();
    }

    @Test
    void error_ofAVideoThatIsGone_isRemoved() throws IOException {
        Job job = ended(submit("a.mp4", "a"), JobState.FAILED, A_WEEK);
        Files.delete(folder.resolve("failed/a.mp4"));

        folders.removeExpired(job);

        assertThat(folder.resolve("failed")).isEmptyDirectory();
    }

    /** Also if the older job was retried, and wrote the summary last. */
    @Test
    void summary_thatAnotherJobReplaced_stays() throws IOException {
        Job old = ended(submit("a.mp4", "old"), JobState.DONE, A_WEEK);
        Job replacement = ended(submit("a.mp4", "replacement"), JobState.DONE, A_WEEK.plusDays(1));
        assertThat(replacement.output()).isEqualTo(old.output());
        age(old.output(), Instant.now());

        folders.removeExpired(replacement);

        assertThat(folder.resolve("summaries/a.summary.mp4")).exists();
        assertThat(folder.resolve("done/a.mp4")).exists();
        assertThat(folder.resolve("done/a-2.mp4")).doesNotExist();
    }

    @Test
    void folderThatIsALink_stays() throws IOException {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.createDirectories(folder.resolve("done"));
        Files.createSymbolicLink(folder.resolve("done/trip"), elsewhere);
        Job job = ended(submit("trip/a.mp4", "a"), JobState.DONE, A_WEEK);

        folders.removeExpired(job);

        assertThat(elsewhere).isEmptyDirectory();
        assertThat(folder.resolve("done/trip")).isSymbolicLink();
    }
}
