package io.csta.training;

import io.csta.nn.CstaNetwork;
import io.csta.scoring.FrameScorer;

/**
 * A video to learn from.
 *
 * @param name what it is called in its dataset
 * @param features one vector a sampled frame, {@code [samples, 1024]}
 * @param scores what each should be scored, {@code [samples]}, 0 to 1
 */
@SuppressWarnings("ArrayRecordComponent") // matrices of this size are not copied
public record TrainingVideo(String name, float[][] features, float[] scores) {

    /**
     * Checks that there are as many scores as features, and that all can be learned.
     *
     * @throws TrainingException if not
     */
    public TrainingVideo {
        if (features.length == 0 || features.length != scores.length) {
            throw new TrainingException("%s has %d features and %d scores: there must be one score for each feature"
                    .formatted(name, features.length, scores.length));
        }
        for (int i = 0; i < scores.length; i++) {
            if (!Float.isFinite(scores[i])) {
                throw new TrainingException(
                        "%s has %s as the score of sample %d: give a number".formatted(name, scores[i], i));
            }
            if (features[i].length != CstaNetwork.WIDTH) {
                throw new TrainingException("%s has features of %d values, and the network takes %d: use features of %s"
                        .formatted(name, features[i].length, CstaNetwork.WIDTH, "GoogLeNet's pool5 layer"));
            }
        }
    }

    /** Repeats the samples in place until there are as many as the network needs, as scoring does. */
    TrainingVideo withAtLeast(int samples) {
        if (scores.length >= samples) {
            return this;
        }
        float[][] rows = new float[samples][];
        float[] wanted = new float[samples];
        for (int row = 0; row < samples; row++) {
            int original = FrameScorer.sampleInRow(row, samples, scores.length);
            rows[row] = features[original];
            wanted[row] = scores[original];
        }
        return new TrainingVideo(name, rows, wanted);
    }
}
