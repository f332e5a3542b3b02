package io.csta.evaluation;

import io.csta.CancelledException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.Function;

/** What random scores reach on a video: the mean of many draws, the same ones for the same video every time. */
final class RandomBaseline {

    private static final int DRAWS = 100;
    private static final long SEED = 123_456;

    private RandomBaseline() {}

    /** Against each annotator's scores. */
    static VideoResult of(String video, double[][] opinions) {
        return of(
                video,
                opinions[0].length,
                scores -> VideoResult.of(GroundTruth.doubles(scores), opinions, OptionalDouble.empty()));
    }

    /** As a network's scores are judged. */
    static VideoResult of(String video, GroundTruth reference) {
        return of(video, reference.samples(), reference::judge);
    }

    private static VideoResult of(String video, int samples, Function<float[], VideoResult> judging) {
        Random random = new Random(SEED + video.hashCode());
        List<VideoResult> draws = new ArrayList<>();
        for (int draw = 0; draw < DRAWS; draw++) {
            CancelledException.throwIfInterrupted();
            float[] scores = new float[samples];
            for (int i = 0; i < samples; i++) {
                scores[i] = random.nextFloat();
            }
            draws.add(judging.apply(scores));
        }
        MeanResult mean = MeanResult.ofVideos(draws);
        return new VideoResult(mean.correlation(), mean.f1(), draws.get(0).leftOut());
    }
}
