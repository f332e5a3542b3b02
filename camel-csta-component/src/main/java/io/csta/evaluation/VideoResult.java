package io.csta.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How well the scores of a video agree with people.
 *
 * @param correlation the rank correlation; empty if it is undefined, because the values of one side are all the same
 * @param f1 in percent, if there are user summaries to compare with
 * @param leftOut the number of annotators that are not part of {@code correlation}, because their values are all the same
 */
public record VideoResult(Optional<RankCorrelation> correlation, OptionalDouble f1, int leftOut) {

    /** Values compared with each annotator's, averaged over the annotators for which the correlation is defined. */
    static VideoResult of(double[] values, double[][] annotators, OptionalDouble f1) {
        List<RankCorrelation> correlations = Arrays.stream(annotators)
                .map(annotator -> RankCorrelation.of(values, annotator))
                .flatMap(Optional::stream)
                .toList();
        return of(correlations, f1, annotators.length - correlations.size());
    }

    /** The mean of some correlations. If there are none, the video is skipped, and no annotator is counted. */
    static VideoResult of(List<RankCorrelation> correlations, OptionalDouble f1, int leftOut) {
        return new VideoResult(RankCorrelation.mean(correlations), f1, correlations.isEmpty() ? 0 : leftOut);
    }
}
