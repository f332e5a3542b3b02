package io.csta.evaluation;

import io.csta.FileNames;
import io.csta.OutputException;
import io.csta.OutputFile;
import io.csta.dataset.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A folder with one plot per test video and split, such as {@code split1.video_3.svg}. It shows the scores over time, the
 * importance to people, and the shots that the scores select. Names of videos that cannot be names of files are changed.
 */
public final class PlotFolder {

    private static final String SVG = ".svg";

    private final Map<Integer, Map<String, Path>> files = new LinkedHashMap<>();

    private PlotFolder(Path folder, Map<Integer, List<String>> videos) {
        Set<String> taken = new HashSet<>();
        videos.forEach((split, names) -> {
            Map<String, Path> ofSplit = new LinkedHashMap<>();
            names.forEach(name -> ofSplit.put(name, folder.resolve(unique(split, name, taken))));
            files.put(split, ofSplit);
        });
    }

    /** A name that no other plot has, whether or not the file system distinguishes upper and lower case. */
    private static String unique(int split, String video, Set<String> taken) {
        String stem = "split" + split + "." + FileNames.safe(video);
        String name = FileNames.withEnding(stem, SVG);
        for (int i = 2; !taken.add(name.toLowerCase(Locale.ROOT)); i++) {
            name = FileNames.withEnding(stem, "-" + i + SVG);
        }
        return name;
    }

    /**
     * Creates the folder if it does not exist, and checks that all plots can be written.
     *
     * @param videos the test videos of every split, by its number
     * @param overwrite whether existing files are replaced
     * @throws io.csta.dataset.DatasetException if times or importance of a video are stored, but are not valid
     * @throws io.csta.OutputExistsException if a plot exists and must not be replaced
     * @throws OutputException if the folder cannot be created or written to
     */
    public static PlotFolder prepare(
            Path folder, Dataset dataset, Map<Integer, List<String>> videos, boolean overwrite) {
        requireValid(dataset, videos.values().stream().flatMap(List::stream));
        PlotFolder plots = new PlotFolder(folder, videos);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new OutputException(
                    "the folder %s cannot be created: %s; choose another folder"
                            .formatted(folder, OutputFile.reason(e)),
                    e);
        }
        plots.files.values().stream()
                .flatMap(ofSplit -> ofSplit.values().stream())
                .forEach(file -> OutputFile.check(file, overwrite));
        return plots;
    }

    /**
     * Checks what a dataset contains for the plots of videos.
     *
     * @param videos their names
     * @throws io.csta.dataset.DatasetException if times or importance of a video are stored, but are not valid
     */
    public static void requireValid(Dataset dataset, Stream<String> videos) {
        videos.distinct().map(dataset::video).forEach(video -> {
            video.frameTimes();
            if (video.hasGtScore()) {
                video.gtScore();
            }
        });
    }

    /**
     * Writes the plot of a video.
     *
     * @throws IllegalArgumentException if it was not among the videos of {@link #prepare}
     * @throws OutputException if it cannot be written
     */
    public void write(EvaluatedVideo evaluated) {
        Path file = files.getOrDefault(evaluated.split(), Map.of())
                .get(evaluated.video().name());
        if (file == null) {
            throw new IllegalArgumentException("no plot is planned for " + evaluated);
        }
        String svg = ScorePlot.of(evaluated);
        OutputFile.write(file, part -> Files.writeString(part, svg));
    }
}
