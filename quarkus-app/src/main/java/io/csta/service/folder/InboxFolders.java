package io.csta.service.folder;

import io.csta.CstaException;
import io.csta.OutputException;
import io.csta.OutputFile;
import io.csta.service.config.ServiceConfig;
import io.csta.service.config.ServiceConfig.After;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The folders of the watched folder's videos: where they arrive, where they and their summaries go. */
@ApplicationScoped
public class InboxFolders {

    private final Path inbox;
    private final Path summaries;
    private final Path done;
    private final Path failed;
    private final boolean isMoving;

    @Inject
    InboxFolders(ServiceConfig service) {
        ServiceConfig.Inbox config = service.inbox();
        Path data = service.data().toAbsolutePath().normalize();
        inbox = folder(config.folder(), data.resolve("inbox"));
        summaries = folder(config.summaries(), data.resolve("summaries"));
        done = folder(config.done(), data.resolve("done"));
        failed = folder(config.failed(), data.resolve("failed"));
        isMoving = config.after() == After.MOVE;
    }

    private static Path folder(Optional<Path> configured, Path otherwise) {
        return configured.map(path -> path.toAbsolutePath().normalize()).orElse(otherwise);
    }

    /** The watched folder. */
    public Path inbox() {
        return inbox;
    }

    /** The folder for summaries. */
    public Path summaries() {
        return summaries;
    }

    /** The folder for videos that were summarized. */
    Path done() {
        return done;
    }

    /** The folder for videos that failed. */
    Path failed() {
        return failed;
    }

    /** A file of these folders as operators know it: {@code done/trip/a.mp4}. */
    String publicName(Path file) {
        return List.of(done, failed).stream()
                .filter(file::startsWith)
                .findFirst()
                .map(each -> each.getFileName().resolve(each.relativize(file)).toString())
                .orElseGet(file::toString);
    }

    /** Whether videos of ended jobs are moved. */
    boolean isMoving() {
        return isMoving;
    }

    /**
     * Creates the watched folder and the one for summaries.
     *
     * @throws CstaException if a moved video would arrive again, or a folder cannot be created
     */
    void open() {
        if (isMoving && (inbox.startsWith(done) || inbox.startsWith(failed))) {
            throw new CstaException("csta.inbox.%s must not contain the inbox itself, %s; choose another folder"
                    .formatted(inbox.startsWith(done) ? "done" : "failed", inbox));
        }
        for (Path each : List.of(inbox, summaries)) {
            try {
                Files.createDirectories(each);
            } catch (IOException e) {
                throw new OutputException(
                        "cannot create the folder %s: %s; choose another one with csta.inbox or csta.data"
                                .formatted(each, OutputFile.reason(e)),
                        e);
            }
        }
    }

    /** Whether a file is in another folder of the service, inside the watched one. */
    boolean isElsewhere(Path file) {
        return List.of(summaries, done, failed).stream()
                .anyMatch(each -> file.startsWith(each) && each.startsWith(inbox) && !each.equals(inbox));
    }
}
