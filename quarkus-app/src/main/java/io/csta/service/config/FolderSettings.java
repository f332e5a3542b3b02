package io.csta.service.config;

import io.csta.service.config.ServiceConfig.After;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The options of a watched folder: of the inbox, or of one that {@code csta.folders} adds. All paths are absolute.
 *
 * @param name the name of the folder; empty for the inbox
 * @param path where its videos arrive
 * @param summaries where their summaries go
 * @param done where videos go that were summarized
 * @param failed where videos go that failed
 * @param isMoving whether they go there; otherwise they stay
 * @param isWatched whether files are submitted when they arrive; otherwise only on request
 */
public record FolderSettings(
        Optional<String> name, Path path, Path summaries, Path done, Path failed, boolean isMoving, boolean isWatched) {

    private static final String SUMMARIES = "summaries";
    private static final String DONE = "done";
    private static final String FAILED = "failed";

    /** All folders, the inbox first. */
    public static List<FolderSettings> of(ServiceConfig config) {
        List<FolderSettings> folders = new ArrayList<>();
        folders.add(inbox(config));
        new TreeMap<>(config.folders()).forEach((name, folder) -> folders.add(of(name, folder, config)));
        return folders;
    }

    private static Path data(ServiceConfig config) {
        return config.data().toAbsolutePath().normalize();
    }

    private static FolderSettings inbox(ServiceConfig config) {
        ServiceConfig.Inbox inbox = config.inbox();
        Path data = data(config);
        return new FolderSettings(
                Optional.empty(),
                absolute(inbox.folder(), data.resolve("inbox")),
                absolute(inbox.summaries(), data.resolve(SUMMARIES)),
                absolute(inbox.done(), data.resolve(DONE)),
                absolute(inbox.failed(), data.resolve(FAILED)),
                inbox.after() == After.MOVE,
                inbox.enabled());
    }

    private static FolderSettings of(String name, ServiceConfig.Folder folder, ServiceConfig config) {
        Path own = data(config).resolve("folders").resolve(name);
        return new FolderSettings(
                Optional.of(name),
                folder.path().toAbsolutePath().normalize(),
                absolute(folder.summaries(), own.resolve(SUMMARIES)),
                absolute(folder.done(), own.resolve(DONE)),
                absolute(folder.failed(), own.resolve(FAILED)),
                folder.after().orElse(config.inbox().after()) == After.MOVE,
                true);
    }

    private static Path absolute(Optional<Path> configured, Path otherwise) {
        return configured.map(path -> path.toAbsolutePath().normalize()).orElse(otherwise);
    }

    /** The folder in messages. */
    public String title() {
        return name.map("the folder %s"::formatted).orElse("the inbox");
    }

    /** The beginning of the names of its options. */
    public String prefix() {
        return name.map("csta.folders.%s"::formatted).orElse("csta.inbox");
    }

    /** The full name of one of its options, such as {@code done}. */
    public String option(String member) {
        return prefix() + "." + member;
    }

    /** The full name of the option with its path. */
    public String pathOption() {
        return option(name.isPresent() ? "path" : "folder");
    }

    /** Whether a file is in a folder for summaries or processed videos that is inside the watched one. */
    public boolean isElsewhere(Path file) {
        return Stream.of(summaries, done, failed)
                .anyMatch(each -> file.startsWith(each) && each.startsWith(path) && !each.equals(path));
    }
}
