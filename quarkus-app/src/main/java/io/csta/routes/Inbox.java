package io.csta.routes;

import io.csta.CstaException;
import io.csta.FileNames;
import io.csta.OutputException;
import io.csta.OutputFile;
import io.csta.Sha256;
import io.csta.VideoFiles;
import io.csta.config.ServiceConfig;
import io.csta.config.ServiceConfig.After;
import io.csta.jobs.Job;
import io.csta.jobs.JobId;
import io.csta.jobs.JobRequest;
import io.csta.jobs.JobState;
import io.csta.jobs.Jobs;
import io.csta.jobs.Source;
import io.csta.jobs.Submission;
import io.csta.jobs.TooManyJobsException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The watched folder: which of its files are new and complete, and where they go in the end. Used by one thread that
 * looks at the folder, and by others that settle jobs.
 */
@ApplicationScoped
public class Inbox {

    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

    private final ServiceConfig.Inbox config;
    private final Jobs jobs;
    private final Path folder;
    private final Path summaries;
    private final Path done;
    private final Path failed;

    /** What the files of which there is a job were like, by their path in the folder. */
    private final Map<Path, Stamp> known = new ConcurrentHashMap<>();

    /** What files that are not taken yet were like, and since when. */
    private final Map<Path, Sighting> sightings = new ConcurrentHashMap<>();

    /** What tells two versions of a file apart without reading them. */
    private record Stamp(long size, long modified) {

        static Stamp of(Path file) throws IOException {
            return new Stamp(Files.size(file), Files.getLastModifiedTime(file).toMillis());
        }

        static Stamp of(Source.Folder source) {
            return new Stamp(source.size(), source.modified());
        }
    }

    private record Sighting(Stamp stamp, long nanos) {}

    @Inject
    Inbox(ServiceConfig service, Jobs jobs) {
        this.jobs = jobs;
        config = service.inbox();
        Path data = service.data().toAbsolutePath().normalize();
        folder = config.folder().map(Inbox::clean).orElse(data.resolve("inbox"));
        summaries = config.summaries().map(Inbox::clean).orElse(data.resolve("summaries"));
        done = config.done().map(Inbox::clean).orElse(data.resolve("done"));
        failed = config.failed().map(Inbox::clean).orElse(data.resolve("failed"));
    }

    /**
     * Checks that what is put aside is not found again.
     *
     * @throws CstaException if it would be
     */
    void check() {
        if (config.after() != After.MOVE) {
            return;
        }
        if (folder.startsWith(done) || folder.startsWith(failed)) {
            String option = folder.startsWith(done) ? "done" : "failed";
            throw new CstaException("csta.inbox.%s must not hold the inbox itself, %s: choose another folder"
                    .formatted(option, folder));
        }
    }

    private static Path clean(Path path) {
        return path.toAbsolutePath().normalize();
    }

    /** The watched folder. */
    public Path folder() {
        return folder;
    }

    /** Where summaries of its videos go. */
    public Path summaries() {
        return summaries;
    }

    /** Makes the folders, and remembers what there are jobs of. */
    void open() {
        for (Path each : new Path[] {folder, summaries}) {
            try {
                Files.createDirectories(each);
            } catch (IOException e) {
                throw new OutputException(
                        "the folder %s cannot be made: %s; choose another one with csta.inbox or csta.data"
                                .formatted(each, OutputFile.reason(e)),
                        e);
            }
        }
        for (Job job : jobs.all()) {
            if (job.source() instanceof Source.Folder source) {
                known.put(source.file(), Stamp.of(source));
            }
        }
    }

    /** Whether a file is a video that there is no job of, and that has not changed for a while. */
    boolean isReady(Path file) {
        if (!VideoFiles.isVideo(file) || isElsewhere(file)) {
            return false;
        }
        Path relative = folder.relativize(file);
        try {
            Stamp stamp = Stamp.of(file);
            if (stamp.equals(known.get(relative))) {
                return false;
            }
            Sighting now = new Sighting(stamp, System.nanoTime());
            Sighting first = sightings.compute(
                    relative, (any, before) -> before != null && before.stamp.equals(stamp) ? before : now);
            return Duration.ofNanos(now.nanos - first.nanos).compareTo(config.settle()) >= 0 && jobs.hasRoom();
        } catch (IOException goneMeanwhile) {
            sightings.remove(relative);
            return false;
        }
    }

    /** Whether it lies in another folder of the service, inside the watched one. */
    private boolean isElsewhere(Path file) {
        for (Path each : new Path[] {summaries, done, failed}) {
            if (file.startsWith(each) && each.startsWith(folder) && !each.equals(folder)) {
                return true;
            }
        }
        return false;
    }

    /** Makes a job of a complete file, unless its content was done before. */
    void take(Path file) {
        try {
            takeComplete(file);
        } catch (IOException e) {
            LOG.debug("{} is looked at again", file, e); // written to once more, or gone
        } catch (OutputException | TooManyJobsException e) {
            LOG.warn("{} is left in the inbox for now: {}", folder.relativize(file), e.getMessage());
        }
    }

    private void takeComplete(Path file) throws IOException {
        Source.Folder source = source(file);
        String id = id(source);
        if (config.after() == After.KEEP && jobs.wasRemoved(id)) {
            known.put(source.file(), Stamp.of(source));
            return;
        }
        Submission submission = submit(source, JobRequest.NOTHING_SPECIAL);
        sightings.remove(source.file());
        if (!submission.isNew() && submission.job().state() == JobState.DONE && config.after() == After.MOVE) {
            LOG.info("{} was done before, as job {}", source.file(), id);
            move(file, done.resolve(source.file()));
        }
    }

    /**
     * Makes a job of a file that somebody names.
     *
     * @param name its path in the folder; untrusted
     * @throws CstaException if there is no such file in the folder, or it is none that the folder is watched for
     */
    Submission submit(String name, JobRequest request) {
        try {
            Path file = folder.resolve(name).normalize();
            if (!file.startsWith(folder) || !file.toRealPath().startsWith(folder.toRealPath())) {
                throw new NoSuchFileException(name);
            }
            Path real = folder.toRealPath().relativize(file.toRealPath());
            if (!VideoFiles.isVideo(file) || isElsewhere(file) || isElsewhere(folder.resolve(real))) {
                throw new CstaException(
                        "%s is no video that waits in the inbox; give it the ending of its format, such as .mp4"
                                .formatted(FileNames.shown(name)));
            }
            return submit(source(file), request);
        } catch (IOException | InvalidPathException e) {
            throw new CstaException(
                    "there is no file %s in the inbox; check the name".formatted(FileNames.shown(name)), e);
        }
    }

    private Submission submit(Source.Folder source, JobRequest request) {
        String id = id(source);
        Submission submission = jobs.submit(id, source, request, Optional.empty(), any -> output(source.file()));
        Job job = submission.job();
        boolean isSeen = job.source().equals(source)
                || job.status().settled()
                || jobs.touched(id, source).isPresent();
        if (isSeen) {
            known.put(source.file(), Stamp.of(source));
        } // else it is looked at again when the job has been settled
        return submission;
    }

    private Source.Folder source(Path file) throws IOException {
        Stamp stamp = Stamp.of(file);
        String sha256 = Sha256.of(file);
        if (!stamp.equals(Stamp.of(file))) {
            throw new IOException("it is still being written to");
        }
        return new Source.Folder(folder.relativize(file), stamp.size, stamp.modified, sha256);
    }

    private static String id(Source.Folder source) {
        return JobId.ofFile(source.file().toString(), source.sha256());
    }

    /** Where a summary goes: the place that its name gives, unless something else has it. */
    private Path output(Path relative) {
        Path place = summaries.resolve(relative).normalize();
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
        for (Job job : jobs.all()) {
            if (job.output().equals(output) && job.source() instanceof Source.Folder other) {
                return other.file().equals(relative);
            }
        }
        return !Files.exists(output);
    }

    /**
     * The file that a job is about.
     *
     * @throws CstaException if it is gone, or was replaced
     */
    Path input(Source.Folder source) {
        return find(source)
                .orElseThrow(() ->
                        new CstaException("%s is gone from %s, or was replaced since it was queued: put it there again"
                                .formatted(source.file(), folder)));
    }

    /** Where it was found, or where a failed attempt has put it. */
    private Optional<Path> find(Source.Folder source) {
        Path inbox = folder.resolve(source.file());
        if (isIt(inbox, source)) {
            return Optional.of(inbox);
        }
        Path aside = failed.resolve(source.file());
        for (int i = 2; Files.exists(aside); i++) {
            if (isIt(aside, source)) {
                return Optional.of(aside);
            }
            aside = numbered(failed.resolve(source.file()), i);
        }
        return Optional.empty();
    }

    private static boolean isIt(Path file, Source.Folder source) {
        try {
            return Stamp.of(file).equals(Stamp.of(source));
        } catch (IOException e) {
            LOG.debug("not there: {}", file, e);
            return false;
        }
    }

    /** Moves the file of a job that has ended, as configured. */
    void settle(Job job, Source.Folder source) {
        if (config.after() != After.MOVE) {
            return;
        }
        try {
            Optional<Path> file = find(source);
            if (job.state() == JobState.DONE) {
                putAway(file, source);
            } else {
                putAside(file, source, job);
            }
        } catch (IOException e) {
            throw new OutputException(
                    "%s cannot be moved out of %s: %s; check permissions and free space"
                            .formatted(source.file(), folder, OutputFile.reason(e)),
                    e);
        }
    }

    private void putAway(Optional<Path> file, Source.Folder source) throws IOException {
        if (file.isPresent()) {
            if (file.get().startsWith(failed)) {
                Files.deleteIfExists(error(file.get()));
            }
            move(file.get(), done.resolve(source.file()));
            known.remove(source.file());
        }
    }

    /** The reason first, and beside the place where the file will be: no failed file is ever seen without one. */
    private void putAside(Optional<Path> file, Source.Folder source, Job job) throws IOException {
        boolean isAside = file.filter(there -> there.startsWith(failed)).isPresent();
        Path target = isAside ? file.get() : free(failed.resolve(source.file()));
        Files.createDirectories(Objects.requireNonNull(target.getParent()));
        ErrorJson.write(job, error(target));
        if (file.isPresent() && !isAside) {
            AtomicMove.move(file.get(), target);
            known.remove(source.file());
        }
    }

    private static Path error(Path file) {
        return file.resolveSibling(FileNames.withEnding(file.getFileName().toString(), ".error.json"));
    }

    private static void move(Path file, Path target) throws IOException {
        Files.createDirectories(Objects.requireNonNull(target.getParent()));
        AtomicMove.move(file, free(target));
    }

    /** What is there already stays, under its name; the newcomer gets a number. */
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
