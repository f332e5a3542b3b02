package io.csta.evaluation;

import io.csta.dataset.Annotations;
import io.csta.dataset.DatasetException;
import io.csta.dataset.DatasetVideo;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What people think of a video, by which scores are judged. Immutable, and safe for use by several threads.
 */
public final class GroundTruth {

    private final Protocol protocol;
    private final KeyShots keyShots;
    private final List<BitSet> users;
    private final double[][] opinions;

    private GroundTruth(Protocol protocol, KeyShots keyShots, List<BitSet> users, double[][] opinions) {
        this.protocol = protocol;
        this.keyShots = keyShots;
        this.users = users;
        this.opinions = opinions;
    }

    /**
     * By the protocol of SumMe, which needs nothing but the dataset.
     *
     * @throws DatasetException if the dataset lacks something of the video, or it does not fit together
     */
    public static GroundTruth of(DatasetVideo video) {
        List<BitSet> users = video.userSummary();
        return new GroundTruth(Protocol.SUMME, KeyShots.of(video), users, new double[][] {mean(users, video.frames())});
    }

    /**
     * By the protocol of TVSum, whose annotators scored every frame.
     *
     * @throws DatasetException as {@link #of(DatasetVideo)} does, or if there are no annotations of this video
     * @throws EvaluationException if annotators gave another number of scores than the video has samples
     */
    public static GroundTruth of(DatasetVideo video, Annotations annotations) {
        double[][] opinions = annotations.scores(video.name());
        if (opinions[0].length != video.samples()) {
            throw new EvaluationException(
                    "%s: %s has %d scores an annotator, every %dth counted, but the dataset has %d samples of it; expected"
                                    .formatted(
                                            annotations.path(),
                                            video.name(),
                                            opinions[0].length,
                                            Annotations.SAMPLE_EVERY,
                                            video.samples())
                            + " annotations of the same videos in the same order");
        }
        return new GroundTruth(Protocol.TVSUM, KeyShots.of(video), video.userSummary(), opinions);
    }

    /** The protocol. */
    public Protocol protocol() {
        return protocol;
    }

    /** How many scores a video takes: one a sampled frame. */
    public int samples() {
        return keyShots.picks().length;
    }

    /**
     * Judges the scores of a video.
     *
     * @param scores one finite score a sample, {@code [samples]}
     * @throws IllegalArgumentException if there is not one score a sample, or if one is not finite
     */
    public VideoResult judge(float[] scores) {
        BitSet summary = keyShots.summary(scores);
        double[] judged = protocol == Protocol.SUMME ? zerosAndOnes(summary, keyShots.frames()) : doubles(scores);
        return VideoResult.of(judged, opinions, OptionalDouble.of(protocol.f1(summary, users)));
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
