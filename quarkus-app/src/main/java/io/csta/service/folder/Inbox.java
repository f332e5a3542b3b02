package io.csta.service.folder;

import io.csta.CstaException;
import io.csta.FileNames;
import io.csta.OutputException;
import io.csta.VideoFiles;
import io.csta.export.SummaryFiles;
import io.csta.service.config.FolderSettings;
import io.csta.service.config.ServiceConfig;
import io.csta.service.jobs.Job;
import io.csta.service.jobs.JobId;
import io.csta.service.jobs.JobOutput;
import io.csta.service.jobs.JobRequest;
import io.csta.service.jobs.JobState;
import io.csta.service.jobs.Jobs;
import io.csta.service.jobs.Source;
import io.csta.service.jobs.Submission;
import io.csta.service.jobs.TooManyJobsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A watched folder: submits its new and complete files. {@link FolderSource} moves them when their jobs end. Thread-safe. */
public final class Inbox {

    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

    private final FolderSettings folder;
    private final Duration quiet;
    private final Jobs jobs;
    private final SeenFiles seen;
    private final FolderSource source;
    private final ReentrantLock submitting;
    private final Set<Path> links = ConcurrentHashMap.newKeySet();

    /**
     * Creates it.
     *
     * @param submitting held while a file is submitted, so that no two summaries get the same place; folders may share one for
     *     summaries
     */
    Inbox(
            FolderSettings folder,
            ServiceConfig config,
            Jobs jobs,
            SeenFiles seen,
            FolderSource source,
            ReentrantLock submitting) {
        this.folder = folder;
        quiet = config.inbox().settle();
        this.jobs = jobs;
        this.seen = seen;
        this.source = source;
        this.submitting = submitting;
    }

    /** Its options. */
    public FolderSettings settings() {
        return folder;
    }

    /** How its jobs get their videos. */
    FolderSource source() {
        return source;
    }

    /**
     * Creates the folders, and notes which files have jobs.
     *
     * @throws CstaException if the options cannot work, or a folder cannot be created
     */
    void open() {
        InboxFolders.open(folder);
        jobs.all().forEach(job -> job.source()
                .as(Source.Folder.class)
                .filter(known -> known.folder().equals(folder.name()))
                .ifPresent(seen::take));
    }

    /** Whether a file is a video without a job that has not changed for a while. */
    public boolean isReady(Path file) {
        if (!VideoFiles.isVideo(file) || folder.isElsewhere(file) || isLinked(file)) {
            return false;
        }
        Path relative = folder.path().relativize(file);
        try {
            FileStamp stamp = FileStamp.of(file);
            return !seen.isTaken(relative, stamp)
                    && seen.unchanged(relative, stamp).compareTo(quiet) >= 0
                    && jobs.hasRoom();
        } catch (IOException removedMeanwhile) {
            seen.restart(relative);
            return false;
        }
    }

    /** Whether a subfolder is searched for videos. Links are not followed, because they can lead outside, or to a folder above. */
    public boolean isSearched(Path subfolder) {
        return !folder.isElsewhere(subfolder) && !isLinked(subfolder);
    }

    /** Whether a path contains a symbolic link below the watched folder; logs each one once. */
    private boolean isLinked(Path path) {
        for (Path each = path; each != null && !each.equals(folder.path()); each = each.getParent()) {
            if (Files.isSymbolicLink(each)) {
                if (links.add(each)) {
                    LOG.warn(
                            "{} in {} is a symbolic link and is ignored; put the files themselves into the folder",
                            folder.path().relativize(each),
                            folder.title());
                }
                return true;
            }
        }
        return false;
    }

    /** Submits a complete file, unless its content was summarized before. */
    public void take(Path file) {
        try {
            takeComplete(file);
        } catch (IOException e) {
            LOG.debug("{} is checked again", file, e); // it was changed or removed
        } catch (OutputException | TooManyJobsException e) {
            LOG.warn("{} is left in {} for now: {}", folder.path().relativize(file), folder.title(), e.getMessage());
        }
    }

    private void takeComplete(Path file) throws IOException {
        if (isLinked(file)) { // replaced since it was found
            return;
        }
        Source.Folder found = source.read(file);
        if (!folder.isMoving() && jobs.wasRemoved(JobId.ofFile(found))) {
            seen.take(found);
            return;
        }
        Submission submission = submit(found, JobRequest.DEFAULTS);
        seen.restart(found.file());
        Job job = submission.job();
        if (!submission.isNew() && job.state() == JobState.DONE && folder.isMoving()) {
            LOG.info("{} was already summarized by job {}", found.publicName(), job.id());
            jobs.keep(job.id(), source.moveToDone(file, job));
        }
    }

    /**
     * Submits a file by name.
     *
     * @param name its path in the folder; untrusted
     * @throws CstaException if the folder has no such file, or it is not a video
     */
    public Submission submit(String name, JobRequest request) {
        Path inbox = folder.path();
        try {
            Path file = inbox.resolve(name).normalize();
            if (!file.startsWith(inbox) || !file.toRealPath().startsWith(inbox.toRealPath())) {
                throw new NoSuchFileException(name);
            }
            Path real = inbox.resolve(inbox.toRealPath().relativize(file.toRealPath()));
            if (!VideoFiles.isVideo(file) || folder.isElsewhere(file) || folder.isElsewhere(real)) {
                throw new CstaException("%s is not a video in %s; its name must have a video extension, such as .mp4"
                        .formatted(FileNames.shown(name), folder.title()));
            }
            return submit(source.read(file), request);
        } catch (IOException | InvalidPathException e) {
            throw new CstaException(
                    "no such file in %s: %s; check the name".formatted(folder.title(), FileNames.shown(name)), e);
        }
    }

    private Submission submit(Source.Folder found, JobRequest request) {
        submitting.lock();
        try {
            String id = job(found).map(Job::id).orElseGet(() -> JobId.ofFile(found));
            Submission submission = jobs.submit(id, found, request, Optional.empty(), any -> output(found));
            Job job = submission.job();
            boolean isCurrent = job.source().equals(found)
                    || job.status().settled()
                    || jobs.touched(id, found).isPresent();
            if (isCurrent) {
                seen.take(found);
            } // else it is checked again when the job is settled
            return submission;
        } finally {
            submitting.unlock();
        }
    }

    /** The job of a file: the one of the same content, or the one that waits for a version that the file replaced. */
    private Optional<Job> job(Source.Folder found) {
        List<Job> jobsOfPath = jobs.all().stream()
                .filter(job ->
                        job.source().as(Source.Folder.class).filter(found::isAt).isPresent())
                .toList();
        Optional<Job> same = jobsOfPath.stream()
                .filter(job -> job.source()
                        .as(Source.Folder.class)
                        .filter(known -> known.sha256().equals(found.sha256()))
                        .isPresent())
                .findFirst();
        return same.isPresent()
                ? same
                : jobsOfPath.stream()
                        .filter(job -> job.state() == JobState.QUEUED && !source.exists(job))
                        .findFirst()
                        .flatMap(job -> jobs.renewed(job.id(), found));
    }

    /**
     * The place of a summary: {@code NAME.summary.mp4} in the same subfolder, or a longer name if another video has that one.
     * It replaces the summary of an earlier video of the same name, also if the job of that one was removed.
     */
    private Path output(Source.Folder found) {
        Path place = folder.summaries().resolve(found.file()).normalize();
        String name = found.name();
        Path output = place.resolveSibling(FileNames.summary(name));
        if (isFree(output, found)) {
            return output;
        }
        output = place.resolveSibling(FileNames.summaryKeepingEnding(name));
        for (int i = 2; !isFree(output, found); i++) {
            output = place.resolveSibling(FileNames.summaryKeepingEnding(name + "-" + i));
        }
        return output;
    }

    private boolean isFree(Path output, Source.Folder found) {
        return jobs.all().stream()
                .filter(job -> job.output().equals(output))
                .findFirst()
                .map(job -> job.source().publicName().equals(found.publicName()))
                .orElseGet(() -> !Files.exists(output) || isOfRemovedJob(output, found));
    }

    /** Whether the JSON of a summary names the video; earlier versions of the service stored its absolute path there. */
    private boolean isOfRemovedJob(Path output, Source.Folder found) {
        return JobOutput.video(SummaryFiles.of(output).json())
                .filter(name -> name.equals(found.publicName())
                        || name.equals(folder.path().resolve(found.file()).toString()))
                .isPresent();
    }
}
