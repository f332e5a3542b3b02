package io.csta.summary;

import io.csta.segmentation.Shot;
import io.csta.selection.BestWindow;
import io.csta.selection.PartSelection;
import io.csta.selection.PartSelector;
import io.csta.selection.ScoredVideo;
import io.csta.visibility.FrameVisibility;
import java.util.List;
import java.util.function.IntPredicate;

/** The parts that {@link PartSelector} selects, or the best window of the video if nothing in it is visible. */
final class WatchableSelection {

    /** If visible parts use less of the budget, dim ones may be shown, too. */
    private static final double LEAST_USED = 0.5;

    private WatchableSelection() {}

    /**
     * Selects.
     *
     * @param shotScores the mean score of each shot
     * @param values how much each frame is worth
     * @param visibility what each frame shows
     * @param coverage the weight of how much of the video the parts represent
     * @param limit how much of the video the summary may contain
     */
    static SummarySelection.Choice of(
            VideoAnalysis analysis,
            float[] shotScores,
            float[] values,
            FrameVisibility visibility,
            double coverage,
            FrameBudget limit) {
        List<Shot> shots = analysis.shots();
        if (limit.holds(shots)) {
            return new SummarySelection.Choice(
                    List.of(new Shot(0, values.length - 1)), shot -> PublishedReasons.WHOLE_VIDEO);
        }
        ScoredVideo video = scoredVideo(analysis, values, visibility, visibility::isVisible, limit);
        PartSelection selection = PartSelector.select(video, limit.cost(), coverage);
        double used = selection.parts().stream().mapToDouble(video::cost).sum();
        if (used < LEAST_USED * limit.cost()) { // a dark video, or text on black
            selection = PartSelector.select(
                    scoredVideo(analysis, values, visibility, visibility::isDimlyVisible, limit),
                    limit.cost(),
                    coverage);
        }
        if (!limit.isLongEnough(selection.parts())) {
            Shot window = window(values, limit);
            return new SummarySelection.Choice(
                    List.of(window), shot -> WatchableReasons.ofWindow(shots.get(shot), window));
        }
        return new SummarySelection.Choice(
                selection.parts(), new WatchableReasons(analysis, visibility, selection, shotScores)::of);
    }

    private static ScoredVideo scoredVideo(
            VideoAnalysis analysis,
            float[] values,
            FrameVisibility visibility,
            IntPredicate isVisible,
            FrameBudget limit) {
        float[] weights = new float[values.length];
        boolean[] visible = new boolean[values.length];
        boolean[] still = new boolean[values.length];
        for (int frame = 0; frame < values.length; frame++) {
            weights[frame] = visibility.value(frame);
            visible[frame] = isVisible.test(frame);
            still[frame] = visibility.isStill(frame);
        }
        return new ScoredVideo(
                analysis.shots(),
                limit.times(),
                limit.costs(),
                values,
                weights,
                visible,
                still,
                analysis.samples(),
                analysis.features());
    }

    /** The best window that the budget allows, or of a second if that is longer. */
    private static Shot window(float[] values, FrameBudget limit) {
        double shortest = PartSelector.SHORTEST_SECONDS;
        Shot window = BestWindow.ofTime(values, limit.costs(), shortest, limit.cost());
        return limit.isLongEnough(List.of(window))
                ? window
                : BestWindow.ofTime(values, limit.times(), shortest, limit.longestWindow());
    }
}
