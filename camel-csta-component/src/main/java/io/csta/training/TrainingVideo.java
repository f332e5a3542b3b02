package io.csta.training;

import io.csta.dataset.DatasetVideo;
import io.csta.nn.csta.CstaNetwork;
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

    private static final String GT_SCORE = "gtscore";

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
            if (!(scores[i] >= 0 && scores[i] <= 1)) {
                throw new TrainingException("%s has %s as the score of sample %d in %s: give numbers from 0 to 1"
                        .formatted(name, scores[i], i, GT_SCORE));
            }
            if (features[i].length != CstaNetwork.WIDTH) {
                throw new TrainingException("%s has features of %d values, and the network takes %d: use features of %s"
                        .formatted(name, features[i].length, CstaNetwork.WIDTH, "GoogLeNet's pool5 layer"));
            }
        }
    }

    /** A video of a dataset. */
    static TrainingVideo of(DatasetVideo video) {
        return new TrainingVideo(video.name(), video.features(), video.gtScore());
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
