package io.csta.service.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csta.CstaException;
import io.csta.service.config.Options;
import io.csta.service.config.ServiceConfig;
import io.csta.service.jobs.Cancellation;
import io.csta.service.jobs.Job;
import io.csta.service.jobs.JobRequest;
import io.csta.service.jobs.Jobs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedFoldersTest {

    @TempDir
    Path folder;

    private Jobs jobs;
    private WatchedFolders folders;

    @BeforeEach
    void start() {
        start(Map.of("csta.folders.tv.path", folder.resolve("tv").toString()));
    }

    private void start(Map<String, String> options) {
        Map<String, String> all = new HashMap<>(options);
        all.put("csta.data", folder.resolve("data").toString());
        ServiceConfig config = Options.of(all);
        jobs = new Jobs(config);
        jobs.load();
        folders = new WatchedFolders(config, jobs);
        folders.open();
    }

    private Job submit(Optional<String> name, String file) throws IOException {
        Inbox inbox = folders.find(name).orElseThrow();
        Path path = inbox.settings().path().resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, "a video");
        return inbox.submit(file, JobRequest.DEFAULTS).job();
    }

    @Test
    void sameFile_inTwoFolders_isTwoJobs_eachWithItsOwnPlaces() throws IOException {
        Job inbox = submit(Optional.empty(), "trip/a.mp4");
        Job tv = submit(Optional.of("tv"), "trip/a.mp4");

        assertThat(jobs.all()).containsExactlyInAnyOrder(inbox, tv);
        assertThat(inbox.source().publicName()).isEqualTo("trip/a.mp4");
        assertThat(tv.source().publicName()).isEqualTo("tv:trip/a.mp4");
        assertThat(inbox.output()).isEqualTo(folder.resolve("data/summaries/trip/a.summary.mp4"));
        assertThat(tv.output()).isEqualTo(folder.resolve("data/folders/tv/summaries/trip/a.summary.mp4"));
        assertThat(folders.place(inbox)).isEqualTo(folder.resolve("data/inbox/trip/a.mp4"));
        assertThat(folders.place(tv)).isEqualTo(folder.resolve("tv/trip/a.mp4"));
        assertThat(folders.input(tv, new Cancellation())).isEqualTo(folder.resolve("tv/trip/a.mp4"));
    }

    @Test
    void summaries_inOneFolder_haveDifferentNames() throws IOException {
        start(Map.of(
                "csta.folders.tv.path", folder.resolve("tv").toString(),
                "csta.folders.tv.summaries", folder.resolve("data/summaries").toString()));
        Job inbox = submit(Optional.empty(), "a.mp4");
        Job tv = submit(Optional.of("tv"), "a.mp4");
        assertThat(inbox.output().getFileName()).hasToString("a.summary.mp4");
        assertThat(tv.output().getFileName()).hasToString("a.mp4.summary.mp4");
    }

    @Test
    void release_ofACancelledJob_movesItsFileInItsOwnFolder() throws IOException {
        Job inbox = submit(Optional.empty(), "a.mp4");
        Job tv = submit(Optional.of("tv"), "a.mp4");

        folders.release(jobs.cancel(tv.id()).orElseThrow());

        assertThat(folder.resolve("tv/a.mp4")).doesNotExist();
        assertThat(folder.resolve("data/folders/tv/failed/a.mp4")).exists();
        assertThat(folder.resolve("data/folders/tv/failed/a.mp4.error.json")).exists();
        assertThat(folders.place(inbox)).exists();
        assertThat(folder.resolve("data/failed")).doesNotExist();
    }

    @Test
    void open_afterARestart_knowsTheFilesOfEachFolder() throws IOException {
        submit(Optional.of("tv"), "a.mp4");
        Files.createDirectories(folder.resolve("data/inbox"));
        Files.copy(
                folder.resolve("tv/a.mp4"),
                folder.resolve("data/inbox/a.mp4"),
                StandardCopyOption.COPY_ATTRIBUTES); // also the time, by which versions are told apart

        start(Map.of(
                "csta.inbox.settle",
                "0S",
                "csta.folders.tv.path",
                folder.resolve("tv").toString()));

        assertThat(folders.find(Optional.of("tv")).orElseThrow().isReady(folder.resolve("tv/a.mp4")))
                .isFalse();
        assertThat(folders.find(Optional.empty()).orElseThrow().isReady(folder.resolve("data/inbox/a.mp4")))
                .isTrue();
    }

    @Test
    void inbox_thatIsNotWatched_leavesTheNamedFolders() {
        start(Map.of(
                "csta.inbox.enabled",
                "false",
                "csta.folders.tv.path",
                folder.resolve("tv").toString()));
        assertThat(folders.watched())
                .extracting(inbox -> inbox.settings().name())
                .containsExactly(Optional.of("tv"));
        assertThat(folders.find(Optional.empty())).isPresent();
    }

    @Test
    void job_ofAFolderThatWasRemoved_fails_andItsFileStays() throws IOException {
        Job job = submit(Optional.of("tv"), "a.mp4");
        start(Map.of());

        assertThatThrownBy(() -> folders.input(job, new Cancellation()))
                .isInstanceOf(CstaException.class)
                .hasMessage("the folder tv is no longer configured;"
                        + " set csta.folders.tv.path, or submit the video again");
        assertThat(folders.place(job)).isEqualTo(Path.of("a.mp4"));
        assertThat(folders.isTemporary(job, new CstaException("any"))).isFalse();
        assertThatCode(() -> folders.release(jobs.cancel(job.id()).orElseThrow()))
                .doesNotThrowAnyException();
        assertThat(folder.resolve("tv/a.mp4")).exists();
    }

    @Test
    void submit_aMissingFile_namesTheFolder() {
        assertThatThrownBy(() -> folders.find(Optional.of("tv")).orElseThrow().submit("b.mp4", JobRequest.DEFAULTS))
                .isInstanceOf(CstaException.class)
                .hasMessage("no such file in the folder tv: b.mp4; check the name");
        assertThatThrownBy(() -> folders.find(Optional.empty()).orElseThrow().submit("b.mp4", JobRequest.DEFAULTS))
                .hasMessage("no such file in the inbox: b.mp4; check the name");
    }

    @Test
    void open_aFolderInsideItsOwnDone_isRefused() {
        assertThatThrownBy(() -> start(Map.of(
                        "csta.folders.tv.path", folder.resolve("tv/in").toString(),
                        "csta.folders.tv.done", folder.resolve("tv").toString())))
                .isInstanceOf(CstaException.class)
                .hasMessageStartingWith("csta.folders.tv.done must not contain the folder tv itself");
    }
}
