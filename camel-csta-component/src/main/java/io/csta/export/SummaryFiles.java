package io.csta.export;

import io.csta.CstaException;
import io.csta.FileNames;
import io.csta.OutputException;
import io.csta.OutputFile;
import io.csta.summary.ProgressListener;
import io.csta.summary.Summarizer;
import io.csta.summary.Summary;
import io.csta.summary.SummaryOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The two files of a summary.
 *
 * @param summary the summary video, whose name ends in {@code .mp4}
 * @param json its description, in the same folder
 */
public record SummaryFiles(Path summary, Path json) {

    private static final String ENDING = ".mp4";

    /**
     * A summary video and {@code NAME.json} next to it.
     *
     * @throws IllegalArgumentException if the name does not end in {@code .mp4}, in upper or lower case
     */
    public static SummaryFiles of(Path summary) {
        String name = summary.getFileName().toString();
        if (!name.toLowerCase(Locale.ROOT).endsWith(ENDING)) {
            throw new IllegalArgumentException("the name of a summary must end in .mp4, not %s".formatted(name));
        }
        return new SummaryFiles(summary, summary.resolveSibling(FileNames.json(name)));
    }

    /**
     * Checks whether both can be written, and creates their folder.
     *
     * @param video the video to be summarized
     * @param overwrite whether existing files are replaced
     * @throws io.csta.OutputExistsException if one of them exists and must not be replaced
     * @throws OutputException if the summary would replace the video, or if the folder cannot be created or written to
     */
    public void prepare(Path video, boolean overwrite) {
        try {
            Files.createDirectories(summary.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new OutputException(
                    "cannot create the folder of %s: %s; check permissions".formatted(summary, OutputFile.reason(e)),
                    e);
        }
        Summarizer.checkOutput(video, summary, overwrite);
        OutputFile.check(json, overwrite);
    }

    /**
     * Summarizes a video into both files. Each appears when it is complete, and neither if one of them fails.
     *
     * @throws CstaException as {@link Summarizer#summarize} does, and if the JSON cannot be written
     */
    public Summary write(Summarizer summarizer, Path video, SummaryOptions options, ProgressListener listener) {
        Summary result = summarizer.summarize(video, options.withOutput(summary), listener);
        try {
            SummaryJson.write(result, json);
        } catch (CstaException e) {
            deleteQuietly(summary);
            throw e;
        }
        return result;
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException ignored) {
            // The first failure matters more.
        }
    }
}
