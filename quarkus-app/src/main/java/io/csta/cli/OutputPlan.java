package io.csta.cli;

import io.csta.CstaException;
import io.csta.OutputExistsException;
import io.csta.OutputFile;
import io.csta.VideoFiles;
import io.csta.export.SummaryFiles;
import io.csta.summary.Summarizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A video to summarize, and its output files.
 *
 * @param video the video
 * @param files the files of its summary
 */
record OutputPlan(Path video, SummaryFiles files) {

    /**
     * Plans a run.
     *
     * @param inputs videos, and folders of videos
     * @param output the value of {@code -o}
     * @param failures receives errors about folders without videos, which do not stop the others
     * @throws IllegalArgumentException if the arguments are mutually exclusive
     */
    static List<OutputPlan> of(List<Path> inputs, Optional<String> output, Consumer<CstaException> failures) {
        List<Path> videos = new ArrayList<>();
        for (Path input : inputs) {
            try {
                videos.addAll(Files.isDirectory(input) ? videosIn(input) : List.of(input));
            } catch (CstaException e) {
                failures.accept(e);
            }
        }
        boolean intoFolder = output.isPresent() && isFolder(output.get());
        if (output.isPresent() && !intoFolder) {
            return List.of(single(inputs, videos, Path.of(output.get())));
        }
        Map<Path, OutputPlan> plans = new LinkedHashMap<>();
        for (Path video : videos) {
            Path folder = output.map(Path::of).orElseGet(() -> folderOf(video));
            OutputPlan plan = inFolder(video, folder);
            OutputPlan other = plans.putIfAbsent(plan.summary().toAbsolutePath().normalize(), plan);
            if (other != null && !isSame(video, other.video)) {
                throw new IllegalArgumentException(
                        "%s and %s would both be summarized to %s; run them separately with -o"
                                .formatted(other.video, video, plan.summary()));
            }
        }
        refuseToReplaceInputs(plans);
        return List.copyOf(plans.values());
    }

    private static void refuseToReplaceInputs(Map<Path, OutputPlan> plans) {
        for (OutputPlan plan : plans.values()) {
            if (plans.containsKey(plan.video.toAbsolutePath().normalize())) {
                throw new IllegalArgumentException(
                        "%s would be replaced by a summary; omit it, or specify another output with -o"
                                .formatted(plan.video));
            }
        }
    }

    /**
     * Checks whether the video exists.
     *
     * @throws CstaException if not
     */
    void requireVideo() {
        if (!Files.exists(video)) {
            throw new CstaException("%s: no such file; check the path".formatted(video));
        }
    }

    /**
     * Checks whether the summary can be written, and creates its folder.
     *
     * @param overwrite whether an existing summary may be replaced
     * @throws CstaException if the summary exists and may not be replaced, or the folder cannot be created
     */
    void prepare(boolean overwrite) {
        try {
            files.prepare(video, overwrite);
        } catch (OutputExistsException e) {
            throw new CstaException(
                    "%s already exists; choose another output with -o, or use --overwrite".formatted(e.file()), e);
        }
    }

    /** The summary video. */
    Path summary() {
        return files.summary();
    }

    private static OutputPlan single(List<Path> inputs, List<Path> videos, Path output) {
        if (inputs.size() > 1 || videos.size() != 1 || Files.isDirectory(inputs.get(0))) {
            throw new IllegalArgumentException(
                    "-o %s names one file, and there are several videos; name a folder, ending in /".formatted(output));
        }
        String name = output.getFileName().toString();
        if (!VideoFiles.ending(name).equals("mp4")) {
            throw new IllegalArgumentException(
                    "-o %s: a summary is an MP4 file; name one that ends in .mp4, or a folder ending in /"
                            .formatted(output));
        }
        return new OutputPlan(videos.get(0), SummaryFiles.of(output));
    }

    private static OutputPlan inFolder(Path video, Path folder) {
        Path summary = folder.resolve(Summarizer.defaultOutput(video).getFileName());
        return new OutputPlan(video, SummaryFiles.of(summary));
    }

    private static boolean isFolder(String output) {
        return output.endsWith("/") || output.endsWith("\\") || Files.isDirectory(Path.of(output));
    }

    private static Path folderOf(Path video) {
        Path folder = video.getParent();
        return folder == null ? Path.of("") : folder;
    }

    /** The videos in a folder, sorted by name, without summaries and hidden files. */
    private static List<Path> videosIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> videos = files.filter(Files::isRegularFile)
                    .filter(VideoFiles::isVideo)
                    .sorted()
                    .toList();
            if (videos.isEmpty()) {
                throw new CstaException(
                        "no videos in the folder %s; specify another folder or a video".formatted(folder));
            }
            return videos;
        } catch (IOException e) {
            throw new CstaException(
                    "cannot list the folder %s: %s; check permissions".formatted(folder, OutputFile.reason(e)), e);
        }
    }

    private static boolean isSame(Path one, Path other) {
        return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
    }
}
