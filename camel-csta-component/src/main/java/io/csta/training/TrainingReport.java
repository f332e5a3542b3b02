package io.csta.training;

import io.csta.evaluation.MeanResult;
import java.util.Comparator;
import java.util.List;

/**
 * The results of a run.
 *
 * @param protocol on which videos the epochs were selected
 * @param splits the complete splits, in order
 * @param overall the mean over their test results
 */
public record TrainingReport(TrainingProtocol protocol, List<TrainedSplit> splits, MeanResult overall) {

    TrainingReport(TrainingProtocol protocol, List<TrainedSplit> splits) {
        this(
                protocol,
                List.copyOf(splits),
                MeanResult.ofSplits(
                        splits.stream().map(split -> split.test().mean()).toList()));
    }

    /** The split whose best epoch had the best result on the videos by which it was selected. */
    public TrainedSplit best() {
        return splits.stream()
                .sorted(Comparator.comparing(TrainedSplit::best, Epoch.BY_TAU.reversed()))
                .findFirst()
                .orElseThrow();
    }
}
