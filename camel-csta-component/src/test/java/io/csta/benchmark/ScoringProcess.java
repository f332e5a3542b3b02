package io.csta.benchmark;

import io.csta.model.ModelStore;
import io.csta.nn.engine.Device;
import io.csta.scoring.FrameScorer;
import java.io.IOException;
import java.util.List;

/**
 * Scores generated samples once, in a separate process.
 *
 * @param seconds how long it took
 * @param peakResident the peak resident memory of the process in bytes; 0 if unknown
 */
record ScoringProcess(double seconds, long peakResident) {

    /** Starts a process and waits for it. */
    static ScoringProcess of(int samples) throws IOException, InterruptedException {
        List<Double> numbers = MeasuredProcess.run(ScoringProcess.class, Integer.toString(samples));
        return new ScoringProcess(numbers.get(0), numbers.get(1).longValue());
    }

    /** Argument: the number of samples. */
    public static void main(String[] arguments) {
        float[][] features = SegmentationBenchmark.shots(Integer.parseInt(arguments[0]), 200);
        try (FrameScorer scorer = ModelStore.ofUser().loadScorer(ModelStore.DEFAULT, Device.cpu())) {
            MeasuredProcess.report(Measured.secondsOf(() -> scorer.score(features)));
        }
    }
}
