package io.csta.service.folder;

import io.csta.CstaException;
import io.csta.OutputException;
import io.csta.OutputFile;
import io.csta.Sha256;
import io.csta.service.config.FolderSettings;
import io.csta.service.config.ServiceConfig;
import io.csta.service.jobs.ErrorJson;
import io.csta.service.jobs.Job;
import io.csta.service.jobs.JobLog;
import io.csta.service.jobs.JobOutput;
import io.csta.service.jobs.JobResult;
import io.csta.service.jobs.JobState;
import io.csta.service.jobs.Jobs;
import io.csta.service.jobs.KeptFile;
import io.csta.service.jobs.Source;
import io.csta.video.IncompleteVideoException;
import io.csta.video.Mp4Boxes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The videos of jobs in a watched folder, and where they go when their jobs end. {@link WatchedFolders} selects the folder. */
final class FolderSource {

    private static final Logger LOG = LoggerFactory.getLogger(FolderSource.class);

    /** How long after it was written to a file may still be incomplete. Copies that stalled for longer have been given up. */
    private static final Duration YOUNG = Duration.ofMinutes(10);

    private final FolderSettings folder;
    private final ServiceConfig config;
    private final Jobs jobs;
    private final SeenFiles seen;
    private final ExpiredFiles expired;

    FolderSource(FolderSettings folder, ServiceConfig config, Jobs jobs, SeenFiles seen) {
        this.folder = folder;
        this.config = config;
        this.jobs = jobs;
        this.seen = seen;
        expired = new ExpiredFiles(folder, config.inbox());
    }

    private static Source.Folder source(Job job) {
        return (Source.Folder) job.source();
    }

    Path place(Job job) {
        return folder.path().resolve(source(job).file());
    }

    /** Does not read a file that may still be being copied, unless that is the last attempt: it may just be damaged. */
    Path input(Job job) {
        Path file = find(job).orElseGet(() -> replacement(job));
        if (isYoung(file) && job.status().attempts() < config.jobs().attempts()) {
            Optional<String> missing = Mp4Boxes.missing(file);
            if (missing.isPresent()) {
                throw new IncompleteVideoException("%s may still be being copied: %s; copy the complete file"
                        .formatted(source(job).name(), missing.get()));
            }
        }
        return file;
    }

    /** The file that replaced the version of a job. In a watched folder, it waits until {@link Inbox} submits that file. */
    private Path replacement(Job job) {
        String name = source(job).name(); // the public name replaces it later
        Path place = place(job);
        if (!Files.exists(place)) {
            throw new CstaException(
                    "%s was removed from %s since it was queued; add it again".formatted(name, folder.title()));
        }
        if (isSuperseded(job) || isTakenByAnother(job, place)) {
            throw new CstaException("%s was replaced; the newer version has its own job".formatted(name));
        }
        try {
            if (!folder.isWatched() && age(place).compareTo(config.inbox().settle()) >= 0) {
                jobs.touched(job.id(), read(place));
                return place;
            }
        } catch (IOException e) {
            LOG.debug("{} is checked again", place, e);
        }
        throw new UnsettledFileException("%s is still being written to".formatted(name));
    }

    /**
     * Reads a version of a file.
     *
     * @throws IOException if it cannot be read, or changes meanwhile
     */
    Source.Folder read(Path file) throws IOException {
        FileStamp stamp = FileStamp.of(file);
        String sha256 = Sha256.of(file);
        if (!stamp.equals(FileStamp.of(file))) {
            throw new IOException("it is still being written to");
        }
        return new Source.Folder(folder.name(), folder.path().relativize(file), stamp.size(), stamp.modified(), sha256);
    }

    private boolean isSuperseded(Job job) {
        return jobs.all().stream()
                .filter(other -> other.created().isAfter(job.created()))
                .anyMatch(other -> other.source()
                        .as(Source.Folder.class)
                        .filter(newer -> newer.isAt(source(job)))
                        .isPresent());
    }

    /** Whether the version on disk belongs to another job, or was summarized before. */
    private boolean isTakenByAnother(Job job, Path place) {
        try {
            return seen.isTaken(source(job).file(), FileStamp.of(place))
                    && jobs.find(job.id())
                            .filter(now -> now.source().equals(job.source()))
                            .isPresent();
        } catch (IOException e) {
            LOG.debug("{} is checked again", place, e);
            return false;
        }
    }

    private static boolean isYoung(Path file) {
        try {
            return age(file).abs().compareTo(YOUNG) < 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Since a file was written to; negative if the clocks differ. */
    private static Duration age(Path file) throws IOException {
        return Duration.between(Files.getLastModifiedTime(file).toInstant(), Instant.now());
    }

    boolean isTemporary(Job job, RuntimeException failure) {
        return failure instanceof IncompleteVideoException && isYoung(find(job).orElseGet(() -> place(job)));
    }

    /** Whether the version of a job that waits is on disk. */
    boolean exists(Job job) {
        return find(job).isPresent();
    }

    /**
     * Finds the version of a job in the inbox, or the file that a failed attempt moved. That one may have been completed or
     * repaired since.
     */
    private Optional<Path> find(Job job) {
        Source.Folder source = source(job);
        Path inbox = place(job);
        if (FileStamp.of(source).isOf(inbox)) {
            return Optional.of(inbox);
        }
        return MovedFile.all(folder.failed().resolve(source.file()))
                .filter(failed -> failed.isOf(job))
                .map(MovedFile::path)
                .findFirst();
    }

    /** Removes files that have been kept long enough. */
    ExpiredFiles expiredFiles() {
        return expired;
    }

    /** The summary was written to its place. */
    JobResult deliver(Job job) {
        return JobOutput.rename(
                job,
                job.source().publicName(),
                folder.summaries().relativize(job.output()).toString());
    }

    List<KeptFile> release(Job job) {
        List<KeptFile> files = new ArrayList<>();
        Source.Folder source = source(job);
        try {
            if (job.state() == JobState.DONE) {
                for (Path written : List.of(job.output(), job.outputJson())) {
                    if (Files.exists(written)) {
                        files.add(kept(written));
                    }
                }
            }
            if (folder.isMoving()) {
                Optional<Path> file = find(job);
                (job.state() == JobState.DONE ? moveToDone(file, job) : moveToFailed(file, job)).ifPresent(files::add);
            }
            return files;
        } catch (IOException e) {
            throw new OutputException(
                    "%s cannot be moved out of %s: %s; check permissions and free space"
                            .formatted(source.file(), folder.path(), OutputFile.reason(e)),
                    e);
        }
    }

    private Optional<KeptFile> moveToDone(Optional<Path> file, Job job) throws IOException {
        if (file.isEmpty()) {
            return Optional.empty();
        }
        if (file.get().startsWith(folder.failed())) {
            Files.deleteIfExists(MovedFile.error(file.get()));
        }
        return Optional.of(moveToDone(file.get(), job));
    }

    /** Moves a file that was summarized. */
    KeptFile moveToDone(Path file, Job job) throws IOException {
        return move(file, MovedFile.free(folder.done().resolve(source(job).file())), job);
    }

    /** Writes the reason first, so that no failed file exists without one. A newer version of the file stays. */
    private Optional<KeptFile> moveToFailed(Optional<Path> file, Job job) throws IOException {
        if (file.isEmpty() && Files.exists(place(job))) {
            return Optional.empty();
        }
        boolean isMoved =
                file.filter(found -> found.startsWith(folder.failed())).isPresent();
        Path target = isMoved
                ? file.get()
                : MovedFile.free(folder.failed().resolve(source(job).file()));
        Files.createDirectories(Objects.requireNonNull(target.getParent()));
        ErrorJson.write(job, MovedFile.error(target));
        if (file.isPresent() && !isMoved) {
            return Optional.of(move(file.get(), target, job));
        }
        Source.Folder source = source(job);
        return Optional.of(new KeptFile(target, source.size(), source.modified(), Instant.now()));
    }

    private KeptFile move(Path file, Path target, Job job) throws IOException {
        Files.createDirectories(Objects.requireNonNull(target.getParent()));
        AtomicMove.move(file, target);
        seen.forget(source(job).file());
        JobLog.moved(job, InboxFolders.publicName(target, folder));
        return kept(target);
    }

    private static KeptFile kept(Path file) throws IOException {
        FileStamp stamp = FileStamp.of(file);
        return new KeptFile(file, stamp.size(), stamp.modified(), Instant.now());
    }
}
