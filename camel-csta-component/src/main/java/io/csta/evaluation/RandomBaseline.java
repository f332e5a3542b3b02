package io.csta.evaluation;

import io.csta.CancelledException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.Function;

/** The result of random scores on a video: the mean of many draws, which are always the same for the same video. */
final class RandomBaseline {

    private static final int DRAWS = 100;
    private static final long SEED = 123_456;

    private RandomBaseline() {}

    /** Compared with each annotator's scores. */
    static VideoResult of(String video, double[][] annotatorScores) {
        return of(
                video,
                annotatorScores[0].length,
                scores -> VideoResult.of(GroundTruth.doubles(scores), annotatorScores, OptionalDouble.empty()));
    }

    /** Evaluated like a network's scores. */
    static VideoResult of(String video, GroundTruth groundTruth) {
        return of(video, groundTruth.samples(), groundTruth::evaluate);
    }

    private static VideoResult of(String video, int samples, Function<float[], VideoResult> evaluation) {
        Random random = new Random(SEED + video.hashCode());
        List<VideoResult> draws = new ArrayList<>();
        for (int draw = 0; draw < DRAWS; draw++) {
            CancelledException.throwIfInterrupted();
            float[] scores = new float[samples];
            for (int i = 0; i < samples; i++) {
                scores[i] = random.nextFloat();
            }
            draws.add(evaluation.apply(scores));
        }
        MeanResult mean = MeanResult.ofVideos(draws);
        return new VideoResult(mean.correlation(), mean.f1(), draws.get(0).leftOut());
    }
}
