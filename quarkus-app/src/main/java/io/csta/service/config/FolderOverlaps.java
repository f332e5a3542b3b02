package io.csta.service.config;

import io.csta.CstaException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rejects watched folders that are not separate. Links are followed, as far as the folders exist. */
final class FolderOverlaps {

    private FolderOverlaps() {}

    /** A folder that videos are moved to. */
    private record Target(String option, Path path) {}

    /**
     * Compares each folder with all others.
     *
     * @throws CstaException if a video would be processed twice, arrive again after it was moved, or be mixed with those of
     *     another folder; the message names both options
     */
    static void check(List<FolderSettings> folders) {
        List<FolderSettings> real = folders.stream().map(FolderOverlaps::real).toList();
        for (FolderSettings one : real) {
            for (FolderSettings other : real) {
                if (!one.name().equals(other.name())) {
                    requireSeparate(one, other);
                }
            }
        }
    }

    private static void requireSeparate(FolderSettings one, FolderSettings other) {
        if (overlap(one.path(), other.path())) {
            throw new CstaException(
                    "%s=%s and %s=%s overlap, so a video could be processed twice; choose separate folders"
                            .formatted(one.pathOption(), one.path(), other.pathOption(), other.path()));
        }
        for (Target target : targets(one)) {
            if (arrives(target.path(), other)) {
                throw new CstaException("videos moved to %s=%s would arrive in %s=%s; choose another folder, or %s=keep"
                        .formatted(
                                target.option(), target.path(), other.pathOption(), other.path(), one.option("after")));
            }
            for (Target another : targets(other)) {
                if (overlap(target.path(), another.path())) {
                    throw new CstaException(
                            "%s=%s and %s=%s overlap, so their videos would be mixed; choose separate folders"
                                    .formatted(target.option(), target.path(), another.option(), another.path()));
                }
            }
        }
    }

    private static List<Target> targets(FolderSettings folder) {
        return folder.isMoving()
                ? List.of(
                        new Target(folder.option("done"), folder.done()),
                        new Target(folder.option("failed"), folder.failed()))
                : List.of();
    }

    private static boolean arrives(Path target, FolderSettings watched) {
        return watched.path().startsWith(target) || (target.startsWith(watched.path()) && !watched.isElsewhere(target));
    }

    private static boolean overlap(Path one, Path other) {
        return one.startsWith(other) || other.startsWith(one);
    }

    private static FolderSettings real(FolderSettings folder) {
        return new FolderSettings(
                folder.name(),
                real(folder.path()),
                real(folder.summaries()),
                real(folder.done()),
                real(folder.failed()),
                folder.isMoving(),
                folder.isWatched());
    }

    /** Resolves links in the part of a path that exists. */
    private static Path real(Path path) {
        for (@Nullable Path existing = path; existing != null; existing = existing.getParent()) {
            try {
                return existing.toRealPath().resolve(existing.relativize(path)).normalize();
            } catch (IOException e) {
                // its parent is tried next
            }
        }
        return path;
    }
}
