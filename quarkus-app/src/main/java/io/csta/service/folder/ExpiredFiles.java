package io.csta.service.folder;

import io.csta.OutputException;
import io.csta.OutputFile;
import io.csta.service.config.FolderSettings;
import io.csta.service.config.ServiceConfig;
import io.csta.service.jobs.ErrorJson;
import io.csta.service.jobs.Job;
import io.csta.service.jobs.JobLog;
import io.csta.service.jobs.JobOutput;
import io.csta.service.jobs.JobState;
import io.csta.service.jobs.Jobs;
import io.csta.service.jobs.MovedVideo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Removes processed videos and summaries that are older than configured. Only files are removed that the service moved or wrote
 * itself for a job that it still knows, and that are unchanged since. Thread-safe.
 */
final class ExpiredFiles {

    private static final int MOST_REMEMBERED = 100_000;

    /** Between the clock of this machine and that of the file system. */
    private static final Duration CLOCK_DIFFERENCE = Duration.ofSeconds(2);

    private final FolderSettings folder;
    private final ServiceConfig.Inbox config;
    private final Jobs jobs;

    /** What was removed, so that it is not looked for every minute. Forgetting it does no harm. */
    private final Set<Removed> removed = ConcurrentHashMap.newKeySet();

    private record Removed(Path file, Instant since) {}

    ExpiredFiles(FolderSettings folder, ServiceConfig.Inbox config, Jobs jobs) {
        this.folder = folder;
        this.config = config;
        this.jobs = jobs;
    }

    /**
     * Removes the expired files of a job that ended and was settled.
     *
     * @throws OutputException if one cannot be removed
     */
    void remove(Job job) {
        boolean isDone = job.state() == JobState.DONE;
        Path from = isDone ? folder.done() : folder.failed();
        Optional<Duration> kept = isDone ? config.keepDoneFor() : config.keepFailedFor();
        for (MovedVideo video : job.status().moved()) {
            removeOnce(video.path(), video.time(), kept, () -> removeVideo(job, video, from));
        }
        if (isDone) {
            removeOnce(job.output(), ended(job), config.keepSummariesFor(), () -> removeSummary(job));
        }
    }

    private interface Removal {

        /** Returns whether nothing has to be removed later. */
        boolean run() throws IOException;
    }

    private void removeOnce(Path file, Instant since, Optional<Duration> kept, Removal removal) {
        boolean isExpired =
                kept.filter(time -> since.plus(time).isBefore(Instant.now())).isPresent();
        Removed key = new Removed(file, since);
        if (!isExpired || removed.contains(key)) {
            return;
        }
        try {
            if (removal.run()) {
                if (removed.size() >= MOST_REMEMBERED) {
                    removed.clear();
                }
                removed.add(key);
            }
        } catch (IOException e) {
            throw new OutputException(
                    "%s cannot be removed: %s; check permissions"
                            .formatted(InboxFolders.publicName(file, folder), OutputFile.reason(e)),
                    e);
        }
    }

    private static Instant ended(Job job) {
        return job.status().ended().orElse(job.created());
    }

    /** A file that was replaced or repaired stays. */
    private boolean removeVideo(Job job, MovedVideo video, Path from) throws IOException {
        boolean isUnchanged = new FileStamp(video.size(), video.modified()).isOf(video.path());
        if (isUnchanged || !Files.exists(video.path())) {
            Path error = MovedFile.error(video.path());
            if (ErrorJson.job(error).equals(Optional.of(job.id()))) {
                Files.deleteIfExists(error);
            }
            delete(job, video.path(), from);
        }
        return true;
    }

    /** A summary that was edited or replaced stays. */
    private boolean removeSummary(Job job) throws IOException {
        Path json = job.outputJson();
        boolean isOurs =
                JobOutput.video(json).filter(job.source().publicName()::equals).isPresent();
        if (!isOurs || isNewer(job.output(), job) || isNewer(json, job)) {
            return true;
        }
        List<Job> others = jobs.all().stream()
                .filter(other ->
                        other.output().equals(job.output()) && !other.id().equals(job.id()))
                .toList();
        if (others.stream().anyMatch(other -> !other.state().isEnd())) {
            return false; // it may be writing a new summary
        }
        boolean isReplaced = others.stream()
                .anyMatch(
                        other -> other.state() == JobState.DONE && ended(other).isAfter(ended(job)));
        if (!isReplaced) {
            delete(job, job.output(), folder.summaries());
            delete(job, json, folder.summaries()); // last: it shows whose summary it is
        }
        return true;
    }

    private static boolean isNewer(Path file, Job job) throws IOException {
        return Files.exists(file)
                && Files.getLastModifiedTime(file)
                        .toInstant()
                        .isAfter(ended(job).plus(CLOCK_DIFFERENCE));
    }

    private void delete(Job job, Path file, Path from) throws IOException {
        if (Files.deleteIfExists(file)) {
            JobLog.expired(job, InboxFolders.publicName(file, folder));
        }
        removeEmptyFolders(file, from);
    }

    /** The subfolders that are empty now, but not the folder itself, links, and folders in which videos arrive. */
    private void removeEmptyFolders(Path file, Path from) {
        for (Path parent = file.getParent();
                parent != null && parent.startsWith(from) && !parent.equals(from) && !parent.startsWith(folder.path());
                parent = parent.getParent()) {
            if (!Files.isDirectory(parent, LinkOption.NOFOLLOW_LINKS)) {
                return;
            }
            try {
                Files.delete(parent);
            } catch (IOException stillUsed) {
                return;
            }
        }
    }
}
