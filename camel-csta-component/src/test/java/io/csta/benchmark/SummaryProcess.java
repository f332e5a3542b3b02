package io.csta.benchmark;

import io.csta.model.ModelStore;
import io.csta.model.SummaryModel;
import io.csta.summary.ProgressListener;
import io.csta.summary.SegmentationMode;
import io.csta.summary.Summarizer;
import io.csta.summary.SummaryOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Summarizes one video in a separate process, as the command line does, to measure its memory.
 *
 * @param loading how long loading the model took, in seconds
 * @param summarizing how long the first summary of the process took without loading the model, in seconds
 * @param peakResident the peak resident memory of the process in bytes; 0 if unknown
 */
record SummaryProcess(double loading, double summarizing, long peakResident) {

    /** Starts a process and waits for it. */
    static SummaryProcess of(Path video, SegmentationMode mode) throws IOException, InterruptedException {
        List<Double> numbers = MeasuredProcess.run(SummaryProcess.class, video.toString(), mode.name());
        return new SummaryProcess(numbers.get(0), numbers.get(1), numbers.get(2).longValue());
    }

    /** Arguments: the video and the segmentation mode. */
    public static void main(String[] arguments) {
        Path video = Path.of(arguments[0]);
        SummaryOptions options = SummaryOptions.DEFAULTS
                .withSegmentation(SegmentationMode.valueOf(arguments[1]))
                .withOverwrite(true);
        SummaryModel[] model = new SummaryModel[1];
        double loading = Measured.secondsOf(() -> model[0] = ModelStore.ofUser().load(ModelStore.DEFAULT, "cpu"));
        double summarizing =
                Measured.secondsOf(() -> new Summarizer(model[0]).summarize(video, options, ProgressListener.NONE));
        model[0].close();
        MeasuredProcess.report(loading, summarizing);
    }
}
