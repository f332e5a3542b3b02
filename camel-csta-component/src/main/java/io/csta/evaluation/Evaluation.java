package io.csta.evaluation;

import java.util.List;

/**
 * The result of evaluating scorers on a dataset.
 *
 * @param protocol what was compared
 * @param splits one result per split
 * @param overall the mean over the means of the splits
 */
public record Evaluation(Protocol protocol, List<SplitResult> splits, MeanResult overall) {

    /** Copies the list. */
    public Evaluation {
        splits = List.copyOf(splits);
    }

    Evaluation(Protocol protocol, List<SplitResult> splits) {
        this(
                protocol,
                splits,
                MeanResult.ofSplits(splits.stream().map(SplitResult::mean).toList()));
    }
}
