package io.csta.summary;

import io.csta.segmentation.Shot;
import io.csta.selection.ShotSelector;
import io.csta.visibility.FrameVisibility;
import java.util.List;
import java.util.Optional;

/**
 * What is reported of each shot: the means of its frames.
 *
 * @param scores the importance, {@code [shots]}
 * @param visibility how much there is to see, 0 to 1, {@code [shots]}; empty if visibility is off
 */
@SuppressWarnings("ArrayRecordComponent")
record ShotMeans(float[] scores, Optional<double[]> visibility) {

    static ShotMeans of(List<Shot> shots, float[] frameScores, Optional<FrameVisibility> visibility) {
        return new ShotMeans(ShotSelector.shotScores(shots, frameScores), visibility.map(seen -> shots.stream()
                .mapToDouble(shot -> mean(seen, shot))
                .toArray()));
    }

    private static double mean(FrameVisibility visibility, Shot shot) {
        double sum = 0;
        for (int frame = shot.first(); frame <= shot.last(); frame++) {
            sum += visibility.value(frame);
        }
        return sum / shot.length();
    }
}
