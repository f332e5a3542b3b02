package io.csta.service.folder;

import io.csta.OutputFile;
import io.csta.service.config.FolderSettings;
import io.csta.service.config.ServiceConfig;
import io.csta.service.jobs.Job;
import io.csta.service.jobs.JobLog;
import io.csta.service.jobs.JobOutput;
import io.csta.service.jobs.JobState;
import io.csta.service.jobs.Jobs;
import io.csta.service.jobs.Source;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes processed videos and summaries that are older than configured. Only files are removed that the service moved or wrote
 * itself for a job that it still knows, and that are unchanged since. Thread-safe.
 */
final class ExpiredFiles {

    private static final Logger LOG = LoggerFactory.getLogger(ExpiredFiles.class);

    private final FolderSettings folder;
    private final ServiceConfig.Inbox config;
    private final Jobs jobs;

    /** The files that need no attention any more, so that the folders are not searched for them every minute. */
    private final Set<Removed> removed = ConcurrentHashMap.newKeySet();

    private record Removed(String job, Instant ended, Path from) {}

    ExpiredFiles(FolderSettings folder, ServiceConfig.Inbox config, Jobs jobs) {
        this.folder = folder;
        this.config = config;
        this.jobs = jobs;
    }

    /** Removes the expired files of a job that ended and was settled. */
    void remove(Job job) {
        boolean isDone = job.state() == JobState.DONE;
        Path moved = isDone ? folder.done() : folder.failed();
        if (folder.isMoving()) {
            removeOnce(
                    job, isDone ? config.keepDoneFor() : config.keepFailedFor(), moved, () -> removeVideo(job, moved));
        }
        if (isDone) {
            removeOnce(job, config.keepSummariesFor(), folder.summaries(), () -> removeSummary(job));
        }
    }

    private interface Removal {

        void run() throws IOException;
    }

    private void removeOnce(Job job, Optional<Duration> kept, Path from, Removal removal) {
        Instant ended = job.status().ended().orElse(job.created());
        boolean isExpired =
                kept.filter(time -> ended.plus(time).isBefore(Instant.now())).isPresent();
        Removed key = new Removed(job.id(), ended, from);
        if (!isExpired || removed.contains(key)) {
            return;
        }
        try {
            removal.run();
            removed.add(key);
            removed.removeIf(each -> jobs.find(each.job()).isEmpty());
        } catch (IOException e) {
            LOG.warn("a file of job {} in {} cannot be removed: {}", job.id(), from, OutputFile.reason(e));
        }
    }

    private void removeVideo(Job job, Path from) throws IOException {
        Source.Folder source = (Source.Folder) job.source();
        for (MovedFile file : MovedFile.all(from.resolve(source.file())).toList()) {
            if (file.isOf(job)) {
                Files.deleteIfExists(MovedFile.error(file.path()));
                delete(job, file.path(), from);
            }
        }
    }

    /** A newer version of a video has the summary of an older one replaced. */
    private void removeSummary(Job job) throws IOException {
        boolean isReplaced = jobs.all().stream()
                .anyMatch(other -> other.output().equals(job.output())
                        && !other.id().equals(job.id())
                        && other.created().isAfter(job.created()));
        boolean isOurs = JobOutput.video(job.outputJson())
                .filter(job.source().publicName()::equals)
                .isPresent();
        if (isOurs && !isReplaced) {
            delete(job, job.output(), folder.summaries());
            Files.deleteIfExists(job.outputJson()); // last: it shows whose summary it is
            removeEmptyFolders(job.outputJson(), folder.summaries());
        }
    }

    private void delete(Job job, Path file, Path from) throws IOException {
        if (Files.deleteIfExists(file)) {
            JobLog.expired(job, InboxFolders.publicName(file, folder));
        }
        removeEmptyFolders(file, from);
    }

    /** The subfolders that are empty now, but not the folder itself. */
    private static void removeEmptyFolders(Path file, Path from) throws IOException {
        Path parent = Objects.requireNonNull(file.getParent());
        try {
            while (parent.startsWith(from) && !parent.equals(from)) {
                Files.deleteIfExists(parent);
                parent = Objects.requireNonNull(parent.getParent());
            }
        } catch (DirectoryNotEmptyException stillUsed) {
            LOG.debug("{} stays", parent);
        }
    }
}
