package io.csta.training;

import io.csta.evaluation.MeanResult;
import java.util.Comparator;
import java.util.List;

/**
 * What a run came to.
 *
 * @param protocol on which videos the epochs were chosen
 * @param splits the splits that were trained, in order
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

    /** The split whose kept epoch was the best on the videos that it was chosen by. */
    public TrainedSplit best() {
        return splits.stream()
                .sorted(Comparator.comparing(TrainedSplit::best, Epoch.BY_TAU.reversed()))
                .findFirst()
                .orElseThrow();
    }
}
