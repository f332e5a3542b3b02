package io.csta.service.folder;

import io.csta.FileNames;
import io.csta.OutputException;
import io.csta.OutputFile;
import io.csta.service.jobs.ErrorJson;
import io.csta.service.jobs.Job;
import io.csta.service.jobs.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A video that was moved out of the watched folder. If another file had its name, it has a number: {@code a.mp4},
 * {@code a-2.mp4}, and so on.
 *
 * @param path its current path
 */
record MovedFile(Path path) {

    /** The first path that is free. */
    static Path free(Path target) {
        Path free = target;
        for (int i = 2; Files.exists(free); i++) {
            free = numbered(target, "-" + i);
        }
        return free;
    }

    private static Path numbered(Path file, String number) {
        String name = file.getFileName().toString();
        String ending = FileNames.ending(name);
        return file.resolveSibling(name.substring(0, name.length() - ending.length()) + number + ending);
    }

    /** All files that {@link #free} may have returned for a target. Some of them may have been removed since. */
    static Stream<MovedFile> all(Path target) {
        String name = target.getFileName().toString();
        String ending = FileNames.ending(name);
        Pattern names = Pattern.compile(
                Pattern.quote(name.substring(0, name.length() - ending.length())) + "(-\\d+)?" + Pattern.quote(ending),
                Pattern.CASE_INSENSITIVE); // numbered names have a lower-case ending
        Path folder = Objects.requireNonNull(target.getParent());
        try (Stream<Path> files = Files.list(folder)) {
            return files
                    .filter(file -> names.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList()
                    .stream()
                    .map(MovedFile::new);
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Stream.empty();
        } catch (IOException e) {
            throw new OutputException("cannot list %s: %s".formatted(folder, OutputFile.reason(e)), e);
        }
    }

    /** The file with the reason why a video failed. */
    static Path error(Path video) {
        return video.resolveSibling(FileNames.withEnding(video.getFileName().toString(), ErrorJson.ENDING));
    }

    /** Whether this is the version of a job, or the file that a job of a failed version moved. */
    boolean isOf(Job job) {
        return FileStamp.of((Source.Folder) job.source()).isOf(path)
                || ErrorJson.job(error(path)).equals(Optional.of(job.id()));
    }
}
