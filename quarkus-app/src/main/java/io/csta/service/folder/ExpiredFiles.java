package io.csta.service.folder;

import io.csta.OutputFile;
import io.csta.service.config.FolderSettings;
import io.csta.service.config.ServiceConfig;
import io.csta.service.jobs.ErrorJson;
import io.csta.service.jobs.Job;
import io.csta.service.jobs.JobLog;
import io.csta.service.jobs.KeptFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes processed videos and summaries that are older than configured: only files that the service moved or wrote itself for
 * a job that it still knows, and that are unchanged since. Each is removed once; a file that is put back later stays.
 */
final class ExpiredFiles {

    private static final Logger LOG = LoggerFactory.getLogger(ExpiredFiles.class);

    private final FolderSettings folder;
    private final ServiceConfig.Inbox config;

    ExpiredFiles(FolderSettings folder, ServiceConfig.Inbox config) {
        this.folder = folder;
        this.config = config;
    }

    /** Whether a file of a job will be removed. */
    boolean removesLater(Job job) {
        return job.status().files().stream().anyMatch(file -> keptFor(job, file).isPresent());
    }

    private Optional<Duration> keptFor(Job job, KeptFile file) {
        if (isSummary(job, file)) {
            return config.keepSummariesFor();
        }
        return file.path().startsWith(folder.failed()) ? config.keepFailedFor() : config.keepDoneFor();
    }

    private static boolean isSummary(Job job, KeptFile file) {
        return file.path().equals(job.output()) || file.path().equals(job.outputJson());
    }

    /**
     * Removes the expired files of a job that ended.
     *
     * @return the files that are left
     */
    List<KeptFile> remove(Job job) {
        List<KeptFile> left = new ArrayList<>();
        for (KeptFile file : job.status().files()) {
            boolean isExpired = keptFor(job, file)
                    .filter(time -> file.since().plus(time).isBefore(Instant.now()))
                    .isPresent();
            if (!isExpired || !remove(job, file)) {
                left.add(file);
            }
        }
        return left;
    }

    /** A file that was edited, replaced or repaired stays. Returns false if this has to be repeated later. */
    private boolean remove(Job job, KeptFile file) {
        Path path = file.path();
        boolean isUnchanged = new FileStamp(file.size(), file.modified()).isOf(path);
        if (!isUnchanged && Files.exists(path)) {
            return true;
        }
        try {
            Path error = MovedFile.error(path);
            if (!isSummary(job, file) && ErrorJson.job(error).equals(Optional.of(job.id()))) {
                Files.deleteIfExists(error);
            }
            if (Files.deleteIfExists(path)) {
                JobLog.expired(job, InboxFolders.publicName(path, folder));
            }
            removeEmptyFolders(path);
            return true;
        } catch (IOException e) {
            LOG.warn(
                    "job {}: {} cannot be removed: {}; check permissions",
                    job.id(),
                    InboxFolders.publicName(path, folder),
                    OutputFile.reason(e));
            return false;
        }
    }

    /** The subfolders that are empty now, but not the folder itself, links, and folders in which videos arrive. */
    private void removeEmptyFolders(Path file) {
        for (Path parent = file.getParent(); parent != null && isSubfolder(parent); parent = parent.getParent()) {
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

    private boolean isSubfolder(Path path) {
        boolean isInside = Stream.of(folder.done(), folder.failed(), folder.summaries())
                .anyMatch(each -> path.startsWith(each) && !path.equals(each));
        return isInside && (!path.startsWith(folder.path()) || folder.isElsewhere(path));
    }
}
