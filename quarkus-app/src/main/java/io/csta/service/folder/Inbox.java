package io.csta.service.folder;

import io.csta.CstaException;
import io.csta.FileNames;
import io.csta.OutputException;
import io.csta.VideoFiles;
import io.csta.export.SummaryFiles;
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
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The watched folder: submits its new and complete files. {@link FolderSource} moves them when their jobs end. Thread-safe. */
@ApplicationScoped
public class Inbox {

    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

    private final Duration quiet;
    private final Jobs jobs;
    private final InboxFolders folders;
    private final SeenFiles seen;
    private final FolderSource source;

    /** Held while a file is submitted, so that no two summaries get the same place. */
    private final ReentrantLock submitting = new ReentrantLock();

    @Inject
    Inbox(ServiceConfig service, Jobs jobs, InboxFolders folders, SeenFiles seen, FolderSource source) {
        quiet = service.inbox().settle();
        this.jobs = jobs;
        this.folders = folders;
        this.seen = seen;
        this.source = source;
    }

    /**
     * Creates the folders, and notes which files have jobs.
     *
     * @throws CstaException if the options cannot work, or a folder cannot be created
     */
    public void open() {
        folders.open();
        jobs.all().forEach(job -> job.source().as(Source.Folder.class).ifPresent(seen::take));
    }

    /** Whether a file is a video without a job that has not changed for a while. */
    public boolean isReady(Path file) {
        if (!VideoFiles.isVideo(file) || folders.isElsewhere(file)) {
            return false;
        }
        Path relative = folders.inbox().relativize(file);
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

    /** Submits a complete file, unless its content was summarized before. */
    public void take(Path file) {
        try {
            takeComplete(file);
        } catch (IOException e) {
            LOG.debug("{} is checked again", file, e); // it was changed or removed
        } catch (OutputException | TooManyJobsException e) {
            LOG.warn("{} is left in the inbox for now: {}", folders.inbox().relativize(file), e.getMessage());
        }
    }

    private void takeComplete(Path file) throws IOException {
        Source.Folder found = source.read(file);
        if (!folders.isMoving() && jobs.wasRemoved(id(found))) {
            seen.take(found);
            return;
        }
        Submission submission = submit(found, JobRequest.DEFAULTS);
        seen.restart(found.file());
        Job job = submission.job();
        if (!submission.isNew() && job.state() == JobState.DONE && folders.isMoving()) {
            LOG.info("{} was already summarized by job {}", found.file(), job.id());
            source.moveToDone(file, job);
        }
    }

    /**
     * Submits a file by name.
     *
     * @param name its path in the folder; untrusted
     * @throws CstaException if the folder has no such file, or it is not a video
     */
    public Submission submit(String name, JobRequest request) {
        Path inbox = folders.inbox();
        try {
            Path file = inbox.resolve(name).normalize();
            if (!file.startsWith(inbox) || !file.toRealPath().startsWith(inbox.toRealPath())) {
                throw new NoSuchFileException(name);
            }
            Path real = inbox.resolve(inbox.toRealPath().relativize(file.toRealPath()));
            if (!VideoFiles.isVideo(file) || folders.isElsewhere(file) || folders.isElsewhere(real)) {
                throw new CstaException(
                        "%s is not a video in the inbox; its name must have a video extension, such as .mp4"
                                .formatted(FileNames.shown(name)));
            }
            return submit(source.read(file), request);
        } catch (IOException | InvalidPathException e) {
            throw new CstaException(
                    "no such file in the inbox: %s; check the name".formatted(FileNames.shown(name)), e);
        }
    }

    private Submission submit(Source.Folder found, JobRequest request) {
        submitting.lock();
        try {
            String id = job(found).map(Job::id).orElseGet(() -> id(found));
            Submission submission = jobs.submit(id, found, request, Optional.empty(), any -> output(found.file()));
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
                .filter(job -> job.source()
                        .as(Source.Folder.class)
                        .filter(known -> known.file().equals(found.file()))
                        .isPresent())
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

    private static String id(Source.Folder found) {
        return JobId.ofFile(found.file().toString(), found.sha256());
    }

    /**
     * The place of a summary: {@code NAME.summary.mp4} in the same subfolder, or a longer name if another video has that one.
     * It replaces the summary of an earlier video of the same name, also if the job of that one was removed.
     */
    private Path output(Path relative) {
        Path place = folders.summaries().resolve(relative).normalize();
        String name = relative.getFileName().toString();
        Path output = place.resolveSibling(FileNames.summary(name));
        if (isFree(output, relative)) {
            return output;
        }
        output = place.resolveSibling(FileNames.summaryKeepingEnding(name));
        for (int i = 2; !isFree(output, relative); i++) {
            output = place.resolveSibling(FileNames.summaryKeepingEnding(name + "-" + i));
        }
        return output;
    }

    private boolean isFree(Path output, Path relative) {
        return jobs.all().stream()
                .filter(job -> job.output().equals(output))
                .findFirst()
                .map(job -> job.source().publicName().equals(relative.toString()))
                .orElseGet(() -> !Files.exists(output) || isOfRemovedJob(output, relative));
    }

    /** Whether the JSON of a summary names the video; earlier versions of the service stored its absolute path there. */
    private boolean isOfRemovedJob(Path output, Path relative) {
        return JobOutput.video(SummaryFiles.of(output).json())
                .filter(name -> name.equals(relative.toString())
                        || name.equals(folders.inbox().resolve(relative).toString()))
                .isPresent();
    }
}
