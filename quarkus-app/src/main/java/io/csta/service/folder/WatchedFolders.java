package io.csta.service.folder;

import io.csta.CstaException;
import io.csta.service.config.FolderSettings;
import io.csta.service.config.ServiceConfig;
import io.csta.service.jobs.Cancellation;
import io.csta.service.jobs.Job;
import io.csta.service.jobs.JobResult;
import io.csta.service.jobs.Jobs;
import io.csta.service.jobs.KeptFile;
import io.csta.service.jobs.Source;
import io.csta.service.jobs.VideoSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** The inbox and all other watched folders. As a source, it passes each job to the folder of its video. Thread-safe. */
@ApplicationScoped
public class WatchedFolders implements VideoSource {

    private final Map<Optional<String>, Inbox> folders = new LinkedHashMap<>();

    @Inject
    WatchedFolders(ServiceConfig config, Jobs jobs) {
        ReentrantLock submitting = new ReentrantLock();
        for (FolderSettings folder : FolderSettings.of(config)) {
            SeenFiles seen = new SeenFiles();
            FolderSource source = new FolderSource(folder, config, jobs, seen);
            folders.put(folder.name(), new Inbox(folder, config, jobs, seen, source, submitting));
        }
    }

    /** The folders whose files are submitted when they arrive. */
    public List<Inbox> watched() {
        return folders.values().stream()
                .filter(folder -> folder.settings().isWatched())
                .toList();
    }

    /**
     * Creates the folders that are watched, and notes which of their files have jobs.
     *
     * @throws CstaException if the options cannot work, or a folder cannot be created
     */
    public void open() {
        watched().forEach(Inbox::open);
    }

    /** The options of all folders, the inbox first. */
    public List<FolderSettings> settings() {
        return folders.values().stream().map(Inbox::settings).toList();
    }

    /** A folder by its name; the inbox, if the name is empty. */
    public Optional<Inbox> find(Optional<String> name) {
        return Optional.ofNullable(folders.get(name));
    }

    /** The names of all folders but the inbox. */
    public List<String> names() {
        return folders.keySet().stream().flatMap(Optional::stream).toList();
    }

    @Override
    public String kind() {
        return Source.Folder.KIND;
    }

    private static Source.Folder source(Job job) {
        return (Source.Folder) job.source();
    }

    /** The folder of a job; empty if it is no longer configured. */
    private Optional<FolderSource> folder(Job job) {
        return find(source(job).folder()).map(Inbox::source);
    }

    private FolderSource required(Job job) {
        return folder(job)
                .orElseThrow(() -> new CstaException(
                        "the folder %1$s is no longer configured; set csta.folders.%1$s.path, or submit the video again"
                                .formatted(source(job).folder().orElse(""))));
    }

    @Override
    public Path place(Job job) {
        return folder(job).map(folder -> folder.place(job)).orElse(source(job).file());
    }

    @Override
    public Path input(Job job, Cancellation cancellation) {
        return required(job).input(job);
    }

    @Override
    public JobResult deliver(Job job, Cancellation cancellation) {
        return required(job).deliver(job);
    }

    /** The video of a folder that is no longer configured stays. */
    @Override
    public List<KeptFile> release(Job job) {
        return folder(job).map(folder -> folder.release(job)).orElse(List.of());
    }

    @Override
    public List<KeptFile> removeExpired(Job job) {
        return folder(job)
                .map(folder -> folder.expiredFiles().remove(job))
                .orElse(job.status().files());
    }

    @Override
    public boolean isNeeded(Job job) {
        return folder(job)
                .filter(folder -> folder.expiredFiles().removesLater(job))
                .isPresent();
    }

    @Override
    public boolean isTemporary(Job job, RuntimeException failure) {
        return folder(job).filter(folder -> folder.isTemporary(job, failure)).isPresent();
    }

    @Override
    public boolean isOutage(Job job, RuntimeException failure) {
        return failure instanceof UnsettledFileException;
    }
}
