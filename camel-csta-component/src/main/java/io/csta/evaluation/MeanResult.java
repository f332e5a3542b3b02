package io.csta.evaluation;

import java.util.Collection;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * How well scores agree with people, on average.
 *
 * @param correlation the mean over the videos for which it is defined; empty if there is no such video
 * @param f1 the mean over all videos in percent, if there are user summaries to compare with
 * @param leftOut the number of videos that are not part of {@code correlation}, because it is undefined
 */
public record MeanResult(Optional<RankCorrelation> correlation, OptionalDouble f1, int leftOut) {

    /** The mean over videos. */
    public static MeanResult ofVideos(Collection<VideoResult> videos) {
        int leftOut = (int)
                videos.stream().filter(video -> video.correlation().isEmpty()).count();
        return of(videos.stream().map(VideoResult::correlation), videos.stream().map(VideoResult::f1), leftOut);
    }

    /** The mean over the means of splits, as published; splits may overlap or differ in size. */
    public static MeanResult ofSplits(Collection<MeanResult> splits) {
        int leftOut = splits.stream().mapToInt(MeanResult::leftOut).sum();
        return of(splits.stream().map(MeanResult::correlation), splits.stream().map(MeanResult::f1), leftOut);
    }

    private static MeanResult of(
            Stream<Optional<RankCorrelation>> correlations, Stream<OptionalDouble> f1, int leftOut) {
        return new MeanResult(
                RankCorrelation.mean(correlations.flatMap(Optional::stream).toList()),
                f1.flatMapToDouble(OptionalDouble::stream).average(),
                leftOut);
    }
}
