package io.csta.summary;

import io.csta.segmentation.Shot;
import io.csta.selection.BestWindow;
import io.csta.selection.Selection;
import io.csta.selection.ShotSelector;
import io.csta.video.Timeline;
import java.util.List;

/** The shots that the published knapsack selects, or the best window of the video if it selects none. */
final class PublishedSelection {

    private PublishedSelection() {}

    /**
     * Selects.
     *
     * @param values how much each frame is worth
     */
    static SummarySelection.Choice of(VideoAnalysis analysis, float[] values, Budget budget) {
        Timeline timeline = analysis.timeline();
        List<Shot> shots = analysis.shots();
        FrameBudget limit = new FrameBudget(timeline, budget);
        Selection selection = select(shots, values, timeline, limit);
        PublishedReasons reasons = new PublishedReasons(
                shots,
                ShotSelector.shotScores(shots, values),
                limit.weights(shots),
                limit.capacity(),
                selection,
                limit.secondsOf(selection.parts()));
        return new SummarySelection.Choice(selection.parts(), reasons::of);
    }

    private static Selection select(List<Shot> shots, float[] values, Timeline timeline, FrameBudget limit) {
        if (limit.holds(shots)) {
            return new Selection(List.of(), List.of(new Shot(0, timeline.frames() - 1)));
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
                        values, limit.realTimes(), FrameBudget.SHORTEST_SECONDS, limit.longestWindow())));
    }
}
