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
import java.util.List;
import java.util.Locale;

/**
 * The two files that a summary consists of.
 *
 * @param summary the summary video, whose name ends in {@code .mp4}
 * @param json what is written about it, beside it
 */
public record SummaryFiles(Path summary, Path json) {

    private static final String ENDING = ".mp4";

    /**
     * A summary video and {@code NAME.json} beside it.
     *
     * @throws IllegalArgumentException if the name does not end in {@code .mp4}, in upper or lower case
     */
    public static SummaryFiles of(Path summary) {
        String name = summary.getFileName().toString();
        if (!name.toLowerCase(Locale.ROOT).endsWith(ENDING)) {
            throw new IllegalArgumentException(
                    "a summary is an MP4 file: name one that ends in .mp4, not %s".formatted(name));
        }
        return new SummaryFiles(summary, summary.resolveSibling(FileNames.json(name)));
    }

    /**
     * Checks whether both can be written, and makes the folder that they go to.
     *
     * @param video what is summarized
     * @param overwrite whether files that are there may be replaced
     * @throws OutputException if one of them exists and may not be replaced, if the summary would replace the video, or
     *     if the folder cannot be made or written to
     */
    public void prepare(Path video, boolean overwrite) {
        if (Files.exists(summary)) {
            Summarizer.checkOutput(video, summary, true); // that it is the video itself is worse than that it exists
        }
        for (Path output : List.of(summary, json)) {
            if (Files.exists(output) && !overwrite) {
                throw new OutputException("%s exists: name another place, or allow to overwrite it".formatted(output));
            }
        }
        try {
            Files.createDirectories(summary.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new OutputException(
                    "cannot make the folder of %s: %s; check permissions".formatted(summary, OutputFile.reason(e)), e);
        }
        Summarizer.checkOutput(video, summary, overwrite);
        OutputFile.check(json);
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
            // What went wrong before is what the user has to know.
        }
    }
}
