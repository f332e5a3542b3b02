package io.csta.evaluation;

import io.csta.dataset.Annotations;
import io.csta.dataset.DatasetException;
import io.csta.dataset.DatasetVideo;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;

/** People's ratings of a video, against which scores are evaluated. Immutable and thread-safe. */
public final class GroundTruth {

    private final Protocol protocol;
    private final KeyShots keyShots;
    private final List<BitSet> users;
    private final double[][] annotatorScores;

    private GroundTruth(Protocol protocol, KeyShots keyShots, List<BitSet> users, double[][] annotatorScores) {
        this.protocol = protocol;
        this.keyShots = keyShots;
        this.users = users;
        this.annotatorScores = annotatorScores;
    }

    /**
     * By the protocol of SumMe, which needs only the dataset.
     *
     * @throws DatasetException if the data of the video is incomplete or inconsistent
     */
    public static GroundTruth of(DatasetVideo video) {
        List<BitSet> users = video.userSummary();
        return new GroundTruth(Protocol.SUMME, KeyShots.of(video), users, new double[][] {mean(users, video.frames())});
    }

    /**
     * By the protocol of TVSum, whose annotators scored every frame.
     *
     * @throws DatasetException as {@link #of(DatasetVideo)} does, or if there are no annotations of this video
     * @throws EvaluationException if the number of scores per annotator differs from the number of samples
     */
    public static GroundTruth of(DatasetVideo video, Annotations annotations) {
        double[][] annotatorScores = annotations.scores(video.name());
        if (annotatorScores[0].length != video.samples()) {
            throw new EvaluationException(
                    "%s: %s has %d scores per annotator (every %dth score), but the dataset has %d samples; expected"
                                    .formatted(
                                            annotations.path(),
                                            video.name(),
                                            annotatorScores[0].length,
                                            Annotations.SAMPLE_EVERY,
                                            video.samples())
                            + " annotations of the same videos in the same order");
        }
        return new GroundTruth(Protocol.TVSUM, KeyShots.of(video), video.userSummary(), annotatorScores);
    }

    /** The protocol. */
    public Protocol protocol() {
        return protocol;
    }

    /** The number of scores that {@link #evaluate} expects: one per sampled frame. */
    public int samples() {
        return keyShots.picks().length;
    }

    KeyShots keyShots() {
        return keyShots;
    }

    /** The share of users who have each frame in their summary, {@code [frames]}, 0 to 1. */
    double[] shares() {
        return mean(users, keyShots.frames());
    }

    /**
     * Evaluates the scores of a video.
     *
     * @param scores one finite score per sample, {@code [samples]}
     * @throws IllegalArgumentException if there is not one score per sample, or if a score is not finite
     */
    public VideoResult evaluate(float[] scores) {
        BitSet summary = keyShots.summary(scores);
        double[] values = protocol == Protocol.SUMME ? zerosAndOnes(summary, keyShots.frames()) : doubles(scores);
        return VideoResult.of(values, annotatorScores, OptionalDouble.of(protocol.f1(summary, users)));
    }

    static double[] zerosAndOnes(BitSet bits, int length) {
        double[] values = new double[length];
        bits.stream().forEach(i -> values[i] = 1);
        return values;
    }

    private static double[] mean(List<BitSet> users, int frames) {
        double[] mean = new double[frames];
        for (BitSet user : users) {
            user.stream().forEach(i -> mean[i]++);
        }
        for (int i = 0; i < frames; i++) {
            mean[i] /= users.size();
        }
        return mean;
    }

    static double[] doubles(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }
}
