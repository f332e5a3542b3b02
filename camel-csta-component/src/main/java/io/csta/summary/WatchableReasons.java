package io.csta.summary;

import io.csta.segmentation.Shot;
import io.csta.selection.PartSelection;
import io.csta.selection.PartSelector;
import io.csta.selection.SelectionMethod;
import io.csta.selection.ShotOutcome;
import io.csta.video.Timeline;
import io.csta.visibility.FrameVisibility;
import java.util.Locale;

/** Why {@link SelectionMethod#WATCHABLE} selected a shot, or did not: one short sentence per shot. */
final class WatchableReasons {

    private final VideoAnalysis analysis;
    private final FrameVisibility visibility;
    private final PartSelection selection;
    private final float[] scores;

    WatchableReasons(VideoAnalysis analysis, FrameVisibility visibility, PartSelection selection, float[] scores) {
        this.analysis = analysis;
        this.visibility = visibility;
        this.selection = selection;
        this.scores = scores;
    }

    /** The reason for a shot if nothing in the video is visible for long enough, so that the summary is a window of it. */
    static String ofWindow(Shot shot, Shot window) {
        boolean overlaps = shot.first() <= window.last() && window.first() <= shot.last();
        boolean whole = window.first() <= shot.first() && shot.last() <= window.last();
        String length = "visible for %.0f s".formatted(PartSelector.SHORTEST_SECONDS);
        return overlaps
                ? "%s: in the best part of the video, because no shot is %s"
                        .formatted(whole ? "selected" : "partly selected", length)
                : "not selected: not " + length;
    }

    String of(int shot) {
        ShotOutcome outcome = selection.outcomes().get(shot);
        if (outcome instanceof ShotOutcome.Shown) {
            return shown(analysis.shots().get(shot), score(shot));
        }
        if (outcome instanceof ShotOutcome.NotVisible) {
            return "not selected: "
                    + ObstacleWords.of(visibility, analysis.shots().get(shot));
        }
        if (outcome instanceof ShotOutcome.TooShort) {
            return "not selected: visible for less than %.0f s".formatted(PartSelector.SHORTEST_SECONDS);
        }
        if (outcome instanceof ShotOutcome.SimilarTo similar) {
            Timeline timeline = analysis.timeline();
            return String.format(
                    Locale.ROOT,
                    "not selected: similar to the selected shot at %.1f s",
                    timeline.start(analysis.shots().get(similar.shot()).first()));
        }
        return "not selected: score %s; other shots are more important or represent more of the video"
                .formatted(score(shot));
    }

    private String score(int shot) {
        return String.format(Locale.ROOT, "%.2f", scores[shot]);
    }

    private String shown(Shot shot, String score) {
        double seconds = 0;
        for (Shot part : selection.parts()) {
            int first = Math.max(part.first(), shot.first());
            int last = Math.min(part.last(), shot.last());
            if (first <= last) {
                seconds += seconds(first, last);
            }
        }
        double all = seconds(shot.first(), shot.last());
        boolean whole = seconds >= all - FrameBudget.ROUNDING;
        return whole
                ? "selected: score " + score
                : String.format(Locale.ROOT, "partly selected: score %s; its best %.1f of %.1f s", score, seconds, all);
    }

    private double seconds(int first, int last) {
        return analysis.timeline().end(last) - analysis.timeline().start(first);
    }
}
