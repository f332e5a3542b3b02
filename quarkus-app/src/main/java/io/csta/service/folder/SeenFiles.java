package io.csta.service.folder;

import io.csta.service.jobs.Source;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The files in a watched folder, by their path in it: those that have a job, and those that are not complete yet. Thread-safe. */
final class SeenFiles {

    private final Map<Path, FileStamp> taken = new ConcurrentHashMap<>();
    private final Map<Path, Sighting> pending = new ConcurrentHashMap<>();

    private record Sighting(FileStamp stamp, long nanos) {}

    /** A file has a job. */
    void take(Source.Folder source) {
        taken.put(source.file(), FileStamp.of(source));
        pending.remove(source.file());
    }

    /** Whether this version of a file has a job. */
    boolean isTaken(Path file, FileStamp stamp) {
        return stamp.equals(taken.get(file));
    }

    /** How long a file has not changed, since the first call. */
    Duration unchanged(Path file, FileStamp stamp) {
        Sighting now = new Sighting(stamp, System.nanoTime());
        Sighting first =
                pending.compute(file, (any, before) -> before != null && before.stamp.equals(stamp) ? before : now);
        return Duration.ofNanos(now.nanos - first.nanos);
    }

    /** A file has to be unchanged for a while again, from now on. */
    void restart(Path file) {
        pending.remove(file);
    }

    /** A file was moved. */
    void forget(Path file) {
        taken.remove(file);
        pending.remove(file);
    }
}
