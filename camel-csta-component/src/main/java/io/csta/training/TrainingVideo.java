package io.csta.training;

import io.csta.dataset.DatasetVideo;
import io.csta.scoring.FrameScorer;

/**
 * A training video.
 *
 * @param name its name in the dataset
 * @param features one vector per sampled frame, {@code [samples, width]}
 * @param scores the target score of each sample, {@code [samples]}, 0 to 1
 */
@SuppressWarnings("ArrayRecordComponent") // matrices of this size are not copied
public record TrainingVideo(String name, float[][] features, float[] scores) {

    private static final String GT_SCORE = "gtscore";

    /**
     * Checks the number of scores, and the range of all values.
     *
     * @throws TrainingException if there is not one score per feature vector, or a value is out of range
     */
    public TrainingVideo {
        if (features.length == 0 || features.length != scores.length) {
            throw new TrainingException("%s has %d feature vectors and %d scores; expected one score per vector"
                    .formatted(name, features.length, scores.length));
        }
        for (int i = 0; i < scores.length; i++) {
            if (!(scores[i] >= 0 && scores[i] <= 1)) {
                throw new TrainingException("%s: score %s of sample %d in %s is out of range; use numbers from 0 to 1"
                        .formatted(name, scores[i], i, GT_SCORE));
            }
        }
    }

    /** A video of a dataset. */
    static TrainingVideo of(DatasetVideo video) {
        return new TrainingVideo(video.name(), video.features(), video.gtScore());
    }

    /** The same video with other features. */
    TrainingVideo withFeatures(float[][] others) {
        return new TrainingVideo(name, others, scores);
    }

    /** Repeats each sample until there are as many as the network needs, as scoring does. */
    TrainingVideo withAtLeast(int samples) {
        if (scores.length >= samples) {
            return this;
        }
        float[][] rows = new float[samples][];
        float[] targets = new float[samples];
        for (int row = 0; row < samples; row++) {
            int original = FrameScorer.sampleInRow(row, samples, scores.length);
            rows[row] = features[original];
            targets[row] = scores[original];
        }
        return new TrainingVideo(name, rows, targets);
    }
}
