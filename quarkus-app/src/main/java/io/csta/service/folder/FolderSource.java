package io.csta.service.folder;

import io.csta.CstaException;
import io.csta.FileNames;
import io.csta.OutputException;
import io.csta.OutputFile;
import io.csta.service.jobs.Cancellation;
import io.csta.service.jobs.ErrorJson;
import io.csta.service.jobs.Job;
import io.csta.service.jobs.JobOutput;
import io.csta.service.jobs.JobResult;
import io.csta.service.jobs.JobState;
import io.csta.service.jobs.Source;
import io.csta.service.jobs.VideoSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The videos of jobs in the watched folder, and where they go when their jobs end. */
@ApplicationScoped
public class FolderSource implements VideoSource {

    private static final Logger LOG = LoggerFactory.getLogger(FolderSource.class);

    private final InboxFolders folders;
    private final SeenFiles seen;

    @Inject
    FolderSource(InboxFolders folders, SeenFiles seen) {
        this.folders = folders;
        this.seen = seen;
    }

    @Override
    public String kind() {
        return Source.Folder.KIND;
    }

    private static Source.Folder source(Job job) {
        return (Source.Folder) job.source();
    }

    @Override
    public Path place(Job job) {
        return folders.inbox().resolve(source(job).file());
    }

    @Override
    public Path input(Job job, Cancellation cancellation) {
        return find(source(job))
                .orElseThrow(
                        () -> new CstaException("%s was removed from %s or replaced since it was queued; add it again"
                                .formatted(source(job).file(), folders.inbox())));
    }

    /** Finds a file in the inbox, or where a failed attempt moved it. */
    private Optional<Path> find(Source.Folder source) {
        Path inbox = folders.inbox().resolve(source.file());
        if (isVersion(inbox, source)) {
            return Optional.of(inbox);
        }
        Path failed = folders.failed().resolve(source.file());
        for (int i = 2; Files.exists(failed); i++) {
            if (isVersion(failed, source)) {
                return Optional.of(failed);
            }
            failed = numbered(folders.failed().resolve(source.file()), i);
        }
        return Optional.empty();
    }

    private static boolean isVersion(Path file, Source.Folder source) {
        try {
            return FileStamp.of(file).equals(FileStamp.of(source));
        } catch (IOException e) {
            LOG.debug("not found: {}", file, e);
            return false;
        }
    }

    /** The summary was written to its place. */
    @Override
    public JobResult deliver(Job job, Cancellation cancellation) {
        return JobOutput.read(job);
    }

    @Override
    public void release(Job job) {
        if (!folders.isMoving()) {
            return;
        }
        Source.Folder source = source(job);
        try {
            Optional<Path> file = find(source);
            if (job.state() == JobState.DONE) {
                moveToDone(file, source);
            } else {
                moveToFailed(file, source, job);
            }
        } catch (IOException e) {
            throw new OutputException(
                    "%s cannot be moved out of %s: %s; check permissions and free space"
                            .formatted(source.file(), folders.inbox(), OutputFile.reason(e)),
                    e);
        }
    }

    private void moveToDone(Optional<Path> file, Source.Folder source) throws IOException {
        if (file.isPresent()) {
            if (file.get().startsWith(folders.failed())) {
                Files.deleteIfExists(error(file.get()));
            }
            moveToDone(file.get(), source.file());
        }
    }

    /** Moves a file that was summarized. */
    void moveToDone(Path file, Path relative) throws IOException {
        Path target = folders.done().resolve(relative);
        Files.createDirectories(Objects.requireNonNull(target.getParent()));
        AtomicMove.move(file, free(target));
        seen.forget(relative);
    }

    /** Writes the reason first, so that no failed file exists without one. */
    private void moveToFailed(Optional<Path> file, Source.Folder source, Job job) throws IOException {
        boolean isMoved =
                file.filter(found -> found.startsWith(folders.failed())).isPresent();
        Path target = isMoved ? file.get() : free(folders.failed().resolve(source.file()));
        Files.createDirectories(Objects.requireNonNull(target.getParent()));
        ErrorJson.write(job, error(target));
        if (file.isPresent() && !isMoved) {
            AtomicMove.move(file.get(), target);
            seen.forget(source.file());
        }
    }

    private static Path error(Path file) {
        return file.resolveSibling(FileNames.withEnding(file.getFileName().toString(), ErrorJson.ENDING));
    }

    /** The target, with a number if another file has its name. */
    private static Path free(Path target) {
        Path free = target;
        for (int i = 2; Files.exists(free); i++) {
            free = numbered(target, i);
        }
        return free;
    }

    private static Path numbered(Path file, int number) {
        String name = file.getFileName().toString();
        String ending = FileNames.ending(name);
        return file.resolveSibling(name.substring(0, name.length() - ending.length()) + "-" + number + ending);
    }
}
