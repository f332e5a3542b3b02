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
 * Summarizes one video in a process of its own, as the command line does, so that its memory is its own as well.
 *
 * @param loading seconds that loading the model took
 * @param summarizing seconds that the first summary in the process took, without loading the model
 * @param peakResident bytes that the process had resident at most; 0 where that is not known
 */
record SummaryProcess(double loading, double summarizing, long peakResident) {

    /** Starts a process and waits for it. */
    static SummaryProcess of(Path video, SegmentationMode mode) throws IOException, InterruptedException {
        List<Double> numbers = MeasuredProcess.run(SummaryProcess.class, video.toString(), mode.name());
        return new SummaryProcess(numbers.get(0), numbers.get(1), numbers.get(2).longValue());
    }

    /** Arguments: the video, the way to segment. */
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
        MeasuredProcess.tell(loading, summarizing);
    }
}
