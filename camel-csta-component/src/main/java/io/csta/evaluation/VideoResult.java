package io.csta.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How well the scores of a video agree with people.
 *
 * @param correlation of ranks; nothing if it is undefined, because one side does not tell anything apart
 * @param f1 in percent, if there are summaries by users to compare with
 * @param leftOut how many annotators were left out of {@code correlation}, because they do not tell anything apart
 */
public record VideoResult(Optional<RankCorrelation> correlation, OptionalDouble f1, int leftOut) {

    /** Values against each annotator's, averaged over the annotators where that is defined. */
    static VideoResult of(double[] values, double[][] annotators, OptionalDouble f1) {
        List<RankCorrelation> correlations = Arrays.stream(annotators)
                .map(annotator -> RankCorrelation.of(values, annotator))
                .flatMap(Optional::stream)
                .toList();
        return of(correlations, f1, annotators.length - correlations.size());
    }

    /** The mean of some correlations. Where there are none, it is the video that is left out, and no annotator. */
    static VideoResult of(List<RankCorrelation> correlations, OptionalDouble f1, int leftOut) {
        return new VideoResult(RankCorrelation.mean(correlations), f1, correlations.isEmpty() ? 0 : leftOut);
    }
}
