package io.csta.evaluation;

import io.csta.dataset.DatasetVideo;
import io.csta.segmentation.Shot;
import io.csta.selection.ShotSelector;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The shots of which the benchmarks' summaries consist: those with the largest total score that fit into
 * 15 % of the frames.
 *
 * @param shots the shots in order
 * @param picks the sampled frames, {@code [samples]}
 * @param frames the number of frames of the video
 */
@SuppressWarnings("ArrayRecordComponent")
record KeyShots(List<Shot> shots, int[] picks, int frames) {

    /** The share of the frames, up to the end of the last shot, that a summary may play. */
    private static final double BUDGET = 0.15;

    KeyShots {
        shots = List.copyOf(shots);
    }

    static KeyShots of(DatasetVideo video) {
        List<Shot> shots = Arrays.stream(video.changePoints())
                .map(shot -> new Shot(shot[0], shot[1]))
                .toList();
        return new KeyShots(shots, video.picks(), video.frames());
    }

    /** The frames of the summary, from the scores of samples; none if no shot fits or has a value. */
    BitSet summary(float[] scores) {
        return frames(selected(scores).stream().map(shots::get).toList());
    }

    /** The indices of the shots of that summary, ascending. */
    List<Integer> selected(float[] scores) {
        float[] frameScores = ShotSelector.frameScores(scores, picks, frames);
        int[] lengths = shots.stream().mapToInt(Shot::length).toArray();
        return ShotSelector.choose(ShotSelector.shotScores(shots, frameScores), lengths, budget());
    }

    /** The frames of the summary, from the scores of frames; the best window if no shot can be selected. */
    BitSet neverEmptySummary(float[] frameScores) {
        return frames(
                ShotSelector.select(shots, frameScores, Math.max(1, budget())).parts());
    }

    private int budget() {
        return (int) ((shots.get(shots.size() - 1).last() + 1) * BUDGET);
    }

    private static BitSet frames(List<Shot> parts) {
        BitSet frames = new BitSet();
        parts.forEach(part -> frames.set(part.first(), part.last() + 1));
        return frames;
    }
}
