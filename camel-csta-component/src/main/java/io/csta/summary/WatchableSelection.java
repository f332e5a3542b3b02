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
        boolean[] visible = new boolean[frames];
        boolean[] still = new boolean[frames];
        for (int frame = 0; frame < frames; frame++) {
            visible[frame] = visibility.isVisible(frame);
            still[frame] = visibility.isStill(frame);
        }
        Footage footage =
                new Footage(shots, limit.times(), values, visible, still, analysis.samples(), analysis.features());
        PartSelection selection = PartSelector.select(footage, limit.seconds(), coverage);
        if (selection.parts().isEmpty()) {
            Shot window = BestWindow.ofTime(values, limit.times(), FrameBudget.SHORTEST_SECONDS, limit.seconds());
            return new SummarySelection.Choice(
                    List.of(window), shot -> WatchableReasons.ofNothingVisible(shots.get(shot), window));
        }
        return new SummarySelection.Choice(
                selection.parts(), new WatchableReasons(analysis, visibility, selection)::of);
    }
}
