package io.csta.service.folder;

import io.csta.CstaException;
import io.csta.OutputException;
import io.csta.OutputFile;
import io.csta.service.config.FolderSettings;
import io.csta.service.jobs.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Creates the folders of a watched folder, and names the files in them. */
final class InboxFolders {

    private InboxFolders() {}

    /** A video that was moved, or a summary, as operators know it: {@code done/trip/a.mp4}. */
    static String publicName(Path file, FolderSettings folder) {
        String name = List.of(folder.done(), folder.failed(), folder.summaries()).stream()
                .filter(file::startsWith)
                .findFirst()
                .map(each -> each.getFileName().resolve(each.relativize(file)).toString())
                .orElseGet(file::toString);
        return Source.named(folder.name(), name);
    }

    /**
     * Creates the watched folder and the one for summaries.
     *
     * @throws CstaException if a moved video would arrive again, or a folder cannot be created
     */
    static void open(FolderSettings folder) {
        Path path = folder.path();
        if (folder.isMoving() && (path.startsWith(folder.done()) || path.startsWith(folder.failed()))) {
            throw new CstaException("%s must not contain %s itself, %s; choose another folder"
                    .formatted(
                            folder.option(path.startsWith(folder.done()) ? "done" : "failed"), folder.title(), path));
        }
        for (Path each : List.of(path, folder.summaries())) {
            try {
                Files.createDirectories(each);
            } catch (IOException e) {
                throw new OutputException(
                        "cannot create the folder %s: %s; choose another one with %s or csta.data"
                                .formatted(
                                        each,
                                        OutputFile.reason(e),
                                        each.equals(path) ? folder.pathOption() : folder.option("summaries")),
                        e);
            }
        }
    }
}
