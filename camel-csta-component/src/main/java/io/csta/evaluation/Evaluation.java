package io.csta.evaluation;

import java.util.List;

/**
 * How scorers do on a dataset.
 *
 * @param protocol what was compared
 * @param splits a result a split
 * @param overall the mean over the splits' means
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
