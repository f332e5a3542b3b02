package io.csta.service.jobs;

import io.csta.CancelledException;
import io.csta.FileNames;
import io.csta.OutputException;
import io.csta.OutputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jobs on disk: one folder per job, named by its id, with {@code job.json} and the other files of the job.
 *
 * <p>{@code job.json} is replaced as a whole and forced to the disk, so that after a loss of power the old or the new one
 * exists. A folder without one belongs to a submission that was never acknowledged. Thread-safe, as long as no two threads
 * write the same job.
 */
final class JobStore {

    private static final Logger LOG = LoggerFactory.getLogger(JobStore.class);
    private static final String FILE = "job.json";
    private static final String REMOVED = ".removed";

    private final Path folder;

    /**
     * Opens the store.
     *
     * @throws OutputException if its folder cannot be created
     */
    JobStore(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder.resolve(REMOVED));
        } catch (IOException e) {
            throw new OutputException(
                    "cannot create the job folder %s: %s; choose another one with csta.data"
                            .formatted(folder, OutputFile.reason(e)),
                    e);
        }
    }

    /** The folder of all jobs. */
    Path folder() {
        return folder;
    }

    /** The folder of a job. */
    Path folder(String id) {
        if (!JobId.isOne(id)) {
            throw new IllegalArgumentException("invalid job id '%s'".formatted(id));
        }
        return folder.resolve(id);
    }

    /** The description of a job. */
    Path file(String id) {
        return folder(id).resolve(FILE);
    }

    /** Reads all jobs. Removes the remains of submissions that were never acknowledged. */
    List<Job> load() {
        List<Job> jobs = new ArrayList<>();
        for (Path each : list(folder)) {
            if (JobId.isOne(each.getFileName().toString())) {
                load(each).ifPresent(jobs::add);
            }
        }
        return jobs;
    }

    private static Optional<Job> load(Path jobFolder) {
        try {
            return Optional.of(JobJson.MAPPER.readValue(Files.readAllBytes(jobFolder.resolve(FILE)), Job.class));
        } catch (NoSuchFileException e) {
            delete(jobFolder);
        } catch (IOException e) {
            LOG.warn("{} cannot be read and is ignored: {}", jobFolder.resolve(FILE), e.getMessage());
        }
        return Optional.empty();
    }

    /** Where the video of a job is, unless its source keeps it. */
    Path input(Job job) {
        return folder(job.id()).resolve("input" + FileNames.ending(job.source().name()));
    }

    /**
     * Writes a job that is new or starts again.
     *
     * @param input its video, forced to the disk, which is moved to {@link #input}
     * @throws OutputException if it cannot be written; then nothing is changed, and the video stays where it is
     */
    void create(Job job, Optional<Path> input) {
        Path jobFolder = folder(job.id());
        boolean isNew = !Files.exists(jobFolder.resolve(FILE));
        try {
            Files.createDirectories(jobFolder);
            if (input.isPresent()) {
                Files.move(input.get(), input(job), StandardCopyOption.ATOMIC_MOVE);
            }
            save(job);
            OutputFile.forceFolder(folder);
        } catch (IOException | OutputException e) {
            if (isNew) {
                delete(jobFolder);
            }
            String reason = e instanceof IOException io ? OutputFile.reason(io) : e.getMessage();
            throw new OutputException(
                    "cannot create a job for %s: %s"
                            .formatted(FileNames.shown(job.source().name()), reason),
                    e);
        }
    }

    /**
     * Writes the current status of a job, which then survives a loss of power.
     *
     * @throws OutputException if it cannot be written; the previous version stays
     */
    void save(Job job) {
        Path file = file(job.id());
        try {
            OutputFile.write(file, part -> Files.write(part, JobJson.MAPPER.writeValueAsBytes(job)));
        } catch (CancelledException e) { // a job changes its state even if the thread that changes it was interrupted
            throw new OutputException("%s cannot be written: interrupted".formatted(file), e);
        }
    }

    /** Removes a job with its folder, and records that it existed. */
    void remove(String id) {
        recordRemoval(id);
        delete(folder(id));
    }

    /** Records that a job with this id existed. */
    void recordRemoval(String id) {
        try {
            Files.write(folder.resolve(REMOVED).resolve(id), new byte[0]);
        } catch (IOException e) {
            LOG.warn("cannot record that job {} was removed: {}", id, OutputFile.reason(e));
        }
    }

    /** Whether a job with this id was removed. */
    boolean wasRemoved(String id) {
        return Files.exists(folder.resolve(REMOVED).resolve(id));
    }

    /** Deletes the record of a removed job. */
    void forget(String id) {
        Path record = folder.resolve(REMOVED).resolve(id);
        try {
            Files.deleteIfExists(record);
        } catch (IOException e) {
            LOG.warn("cannot remove {}: {}", record, OutputFile.reason(e));
        }
    }

    /** The size of a job's folder, in bytes. */
    long size(String id) {
        return list(folder(id)).stream().mapToLong(JobStore::sizeOf).sum();
    }

    /** The free disk space, in bytes. */
    long freeSpace() throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    private static long sizeOf(Path file) {
        try {
            return Files.size(file);
        } catch (IOException goneMeanwhile) {
            return 0;
        }
    }

    private static List<Path> list(Path directory) {
        try (Stream<Path> content = Files.list(directory)) {
            return content.toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new OutputException("cannot list %s: %s".formatted(directory, OutputFile.reason(e)), e);
        }
    }

    /** Deletes the description first: if the deletion is interrupted, the rest no longer counts as a job. */
    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path.resolve(FILE));
            try (Stream<Path> content = Files.exists(path) ? Files.walk(path) : Stream.empty()) {
                for (Path each : content.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(each);
                }
            }
        } catch (IOException e) {
            LOG.warn("cannot remove {}: {}", path, OutputFile.reason(e));
        }
    }
}
