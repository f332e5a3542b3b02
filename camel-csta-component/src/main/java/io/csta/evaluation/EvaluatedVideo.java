package io.csta.evaluation;

import io.csta.dataset.DatasetVideo;

/**
 * A test video with its scores and how well they agree with people.
 *
 * @param split the number of the split, from 1
 * @param video the video; its dataset must be open while it is read
 * @param people the ratings that the scores were compared with
 * @param scores one score per sample, {@code [samples]}; not copied
 * @param result the result of the comparison
 */
@SuppressWarnings("ArrayRecordComponent")
public record EvaluatedVideo(int split, DatasetVideo video, GroundTruth people, float[] scores, VideoResult result) {

    /**
     * Checks the number of scores.
     *
     * @throws IllegalArgumentException if there is not one score per sample
     */
    public EvaluatedVideo {
        if (scores.length != people.samples()) {
            throw new IllegalArgumentException("%s has %d samples, but there are %d scores"
                    .formatted(video.name(), people.samples(), scores.length));
        }
    }
}
