package io.csta.summary;

import io.csta.segmentation.Shot;
import io.csta.selection.BestWindow;
import io.csta.selection.PartSelector;
import io.csta.selection.Selection;
import io.csta.selection.ShotSelector;
import java.util.List;

/** The shots that the published knapsack selects, or the best window of the video if it selects none. */
final class PublishedSelection {

    private PublishedSelection() {}

    /**
     * Selects.
     *
     * @param means the means of each shot
     * @param values how much each frame is worth: its score, times its visibility unless that is off
     * @param limit how much of the video the summary may contain
     */
    static SummarySelection.Choice of(VideoAnalysis analysis, ShotMeans means, float[] values, FrameBudget limit) {
        List<Shot> shots = analysis.shots();
        Selection selection = select(shots, values, limit);
        PublishedReasons reasons = new PublishedReasons(
                shots,
                means,
                ShotSelector.shotScores(shots, values),
                limit.weights(shots),
                limit.capacity(),
                selection,
                limit.secondsOf(selection.parts()));
        return new SummarySelection.Choice(selection.parts(), reasons::of);
    }

    private static Selection select(List<Shot> shots, float[] values, FrameBudget limit) {
        if (limit.holds(shots)) {
            return new Selection(List.of(), List.of(new Shot(0, values.length - 1)));
        }
        int capacity = limit.capacity();
        Selection selection = ShotSelector.select(shots, values, limit.weights(shots), capacity, capacity);
        boolean window = selection.shots().isEmpty();
        if (limit.isLongEnough(selection.parts()) && (!window || limit.isRatio())) {
            return selection;
        }
        return new Selection(
                List.of(),
                List.of(BestWindow.ofTime(
                        values, limit.times(), PartSelector.SHORTEST_SECONDS, limit.longestWindow())));
    }
}
