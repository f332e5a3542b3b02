package io.csta.summary;

import io.csta.segmentation.Shot;
import io.csta.selection.BestWindow;
import io.csta.selection.Footage;
import io.csta.selection.PartSelection;
import io.csta.selection.PartSelector;
import io.csta.visibility.FrameVisibility;
import java.util.List;

/** The parts that {@link PartSelector} selects, or the best window of the video if nothing in it is visible. */
final class WatchableSelection {

    private WatchableSelection() {}

    /**
     * Selects.
     *
     * @param values how much each frame is worth
     * @param visibility what each frame shows
     * @param coverage the weight of how much of the video the parts represent
     */
    static SummarySelection.Choice of(
            VideoAnalysis analysis, float[] values, FrameVisibility visibility, double coverage, Budget budget) {
        List<Shot> shots = analysis.shots();
        FrameBudget limit = new FrameBudget(analysis.timeline(), budget);
        int frames = values.length;
        if (limit.holds(shots)) {
            return new SummarySelection.Choice(List.of(new Shot(0, frames - 1)), shot -> PublishedReasons.WHOLE_VIDEO);
        }
        float[] weights = new float[frames];
        boolean[] visible = new boolean[frames];
        boolean[] still = new boolean[frames];
        for (int frame = 0; frame < frames; frame++) {
            weights[frame] = visibility.value(frame);
            visible[frame] = visibility.isVisible(frame);
            still[frame] = visibility.isStill(frame);
        }
        Footage footage = new Footage(
                shots, limit.times(), values, weights, visible, still, analysis.samples(), analysis.features());
        PartSelection selection = PartSelector.select(footage, limit.seconds(), coverage);
        if (!limit.isLongEnough(selection.parts())) {
            Shot window = window(values, limit);
            return new SummarySelection.Choice(
                    List.of(window), shot -> WatchableReasons.ofWindow(shots.get(shot), window));
        }
        return new SummarySelection.Choice(
                selection.parts(), new WatchableReasons(analysis, visibility, selection)::of);
    }

    /** The best window of the budget's length, or of a second if that is longer. */
    private static Shot window(float[] values, FrameBudget limit) {
        double shortest = FrameBudget.SHORTEST_SECONDS;
        Shot window = BestWindow.ofTime(values, limit.times(), shortest, limit.seconds());
        return limit.isLongEnough(List.of(window))
                ? window
                : BestWindow.ofTime(values, limit.realTimes(), shortest, limit.longestWindow());
    }
}
