package io.csta.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The plots of the test videos of a run, if they were requested: a folder with files such as {@code split1.video_3.svg}. */
final class RunPlots {

    private static final String PLOTS = "split\\d+\\..+\\.svg";
    private static final String LEFTOVERS = "\\.split\\d+\\..+\\.part";

    private final Path folder;

    RunPlots(Path run) {
        this.folder = run.resolve("plots");
    }

    Path folder() {
        return folder;
    }

    /** Whether there are plots. */
    boolean exist() throws IOException {
        return !find(PLOTS).isEmpty();
    }

    /** Removes the plots of a split, which would not show its new scores. */
    void remove(int split) throws IOException {
        delete(find("split" + split + "\\..+\\.svg"));
    }

    /** Removes the files that a process left behind if it was killed while writing. */
    void clearLeftovers() throws IOException {
        delete(find(LEFTOVERS));
    }

    /** Removes all plots, and the folder if it contains nothing else. */
    void clear() throws IOException {
        clearLeftovers();
        delete(find(PLOTS));
        if (Files.isDirectory(folder) && find(".*").isEmpty()) {
            Files.delete(folder);
        }
    }

    private List<Path> find(String names) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(names))
                    .toList();
        }
    }

    private static void delete(List<Path> files) throws IOException {
        for (Path file : files) {
            Files.delete(file);
        }
    }
}
