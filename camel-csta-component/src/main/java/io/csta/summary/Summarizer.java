package io.csta.summary;

import io.csta.CstaException;
import io.csta.FileNames;
import io.csta.OutputException;
import io.csta.OutputFile;
import io.csta.model.SelectionDefaults;
import io.csta.model.SummaryModel;
import io.csta.selection.SelectionMethod;
import io.csta.summary.Stopwatch.Part;
import io.csta.video.AllowedCodecs;
import io.csta.video.FrameRange;
import io.csta.video.Rendering;
import io.csta.video.SummaryRenderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Turns a long video into a short one: decode, extract features, find shots, score, select, render.
 *
 * <pre>{@code
 * try (SummaryModel model = ModelStore.ofUser().load(ModelStore.DEFAULT, "auto")) {
 *     Summary summary = new Summarizer(model)
 *             .summarize(Path.of("holiday.mp4"), SummaryOptions.DEFAULTS, ProgressListener.NONE);
 * }
 * }</pre>
 *
 * <p>The same video, options, model, machine and number of threads give the same summary. Interrupting the thread
 * cancels the work and leaves no file. Thread-safe; each video in progress needs its own memory.
 */
public final class Summarizer {

    private final SummaryModel model;

    /** A summarizer that uses a model. The caller closes the model. */
    public Summarizer(SummaryModel model) {
        this.model = model;
    }

    /**
     * Summarizes a video.
     *
     * @param video a file whose container and codecs are among those that {@code docs/limits.md} lists
     * @return the summary, and how it was created
     * @throws CstaException if the video cannot be read, or the summary cannot be written; nothing is left behind
     * @throws io.csta.CancelledException if the thread is interrupted; nothing is left behind
     */
    public Summary summarize(Path video, SummaryOptions options, ProgressListener listener) {
        Path output = outputOf(video, options);
        checkOutput(video, output, options.overwrite());
        ProgressMeter meter = new ProgressMeter(listener);
        return summarize(video, options, meter, (analysis, ranges) -> {
            meter.begin(Stage.RENDERING);
            long frames = ranges.stream().mapToLong(FrameRange::frames).sum();
            return SummaryRenderer.render(
                    video, analysis.timeline(), ranges, output, options.audio(), done -> meter.frames(done, frames));
        });
    }

    /**
     * Runs the pipeline without its last stage: the result describes the summary that {@link #summarize} would write, but
     * neither the video nor any other file is written.
     *
     * @param video a file whose container and codecs are among those that {@code docs/limits.md} lists
     * @return the summary that would be written; its file need not exist
     * @throws CstaException if the video cannot be read
     * @throws io.csta.CancelledException if the thread is interrupted
     */
    public Summary preview(Path video, SummaryOptions options, ProgressListener listener) {
        Path output = outputOf(video, options);
        return summarize(
                video,
                options,
                new ProgressMeter(listener),
                (analysis, ranges) -> SummaryRenderer.preview(
                        analysis.timeline(),
                        ranges,
                        output,
                        options.audio() && analysis.info().audio()));
    }

    /** The last stage. */
    @FunctionalInterface
    private interface Renderer {

        Rendering render(VideoAnalysis analysis, List<FrameRange> ranges);
    }

    private Summary summarize(Path video, SummaryOptions options, ProgressMeter meter, Renderer renderer) {
        AllowedCodecs.check(video, options.audio());
        model.card().requireScorableVectors();
        Stopwatch stopwatch = new Stopwatch();
        VideoAnalysis analysis = analyze(video, options, meter, stopwatch);
        meter.begin(Stage.SCORING);
        float[] scores = stopwatch.time(Part.SCORING, () -> model.scorer().score(analysis.features()));
        SelectionDefaults selection = options.selectionFor(model.card());
        SummarySelection choice = stopwatch.time(
                Part.SELECTION, () -> SummarySelection.of(analysis, scores, options.budget(), selection));
        Rendering rendering = stopwatch.time(Part.RENDERING, () -> renderer.render(analysis, choice.ranges()));
        meter.finish();
        return new SummaryReport(model, options, analysis, scores, choice).summary(rendering, stopwatch.timings());
    }

    /**
     * Runs only the first half of the pipeline: features and shots.
     *
     * @param video a file whose container and codecs are among those that {@code docs/limits.md} lists
     * @param options sampling, segmentation and batch size; the other options are ignored
     * @throws CstaException if the video cannot be read
     * @throws io.csta.CancelledException if the thread is interrupted
     */
    public VideoAnalysis analyze(Path video, SummaryOptions options, ProgressListener listener) {
        return analyze(video, options, new ProgressMeter(listener), new Stopwatch());
    }

    /**
     * Scores the sampled frames of a video.
     *
     * @param video a file whose container and codecs are among those that {@code docs/limits.md} lists
     * @param options sampling, segmentation and batch size; the other options are ignored
     * @return one score per sample, 0 to 1
     * @throws CstaException if the video cannot be read
     * @throws io.csta.CancelledException if the thread is interrupted
     */
    public List<Float> score(Path video, SummaryOptions options, ProgressListener listener) {
        model.card().requireScorableVectors();
        ProgressMeter meter = new ProgressMeter(listener);
        VideoAnalysis analysis = analyze(video, options, meter, new Stopwatch());
        meter.begin(Stage.SCORING);
        return StoredFeatures.boxed(model.scorer().score(analysis.features()));
    }

    private VideoAnalysis analyze(Path video, SummaryOptions options, ProgressMeter meter, Stopwatch stopwatch) {
        boolean refinesCuts = model.card().selectionDefaults().method() == SelectionMethod.WATCHABLE;
        return new VideoAnalyzer(model.extractor(), refinesCuts, options.batchSize(), meter, stopwatch)
                .analyse(video, options);
    }

    private static Path outputOf(Path video, SummaryOptions options) {
        return options.output().orElseGet(() -> defaultOutput(video));
    }

    /** The default output for a video: {@code NAME.summary.mp4} in the same folder. */
    public static Path defaultOutput(Path video) {
        return video.resolveSibling(FileNames.stem(video.getFileName().toString()) + FileNames.SUMMARY);
    }

    /**
     * Checks whether a summary can be written, as {@link #summarize} does before it starts.
     *
     * @param overwrite whether an existing file may be replaced
     * @throws io.csta.OutputExistsException if it exists and must not be replaced
     * @throws OutputException if its folder does not exist or is not writable, or if it is the video itself
     */
    public static void checkOutput(Path video, Path output, boolean overwrite) {
        if (isSame(video, output)) {
            throw new OutputException(
                    "%s would be overwritten by its own summary; choose another output".formatted(video));
        }
        OutputFile.check(output, overwrite);
    }

    /** Whether both are the same file, through links and regardless of case if the file system ignores it. */
    private static boolean isSame(Path video, Path output) {
        try {
            return Files.exists(video) && Files.exists(output) && Files.isSameFile(video, output);
        } catch (IOException e) {
            throw new OutputException(
                    "cannot compare %s with %s: %s".formatted(video, output, OutputFile.reason(e)), e);
        }
    }
}
