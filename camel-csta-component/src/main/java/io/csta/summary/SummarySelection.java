package io.csta.summary;

import io.csta.segmentation.Shot;
import io.csta.selection.BestWindow;
import io.csta.selection.Selection;
import io.csta.selection.ShotSelector;
import io.csta.video.FrameRange;
import io.csta.video.Timeline;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * What the summary plays: the shots that the knapsack selects, or the best window if it selects none.
 *
 * <p>The weight of a shot is its number of frames. If the budget is a duration, the weight is the number of frames of
 * average length that last as long as the shot, so the budget also holds for variable frame rates. One minimum outranks the
 * budget: a summary lasts at least a second, or as long as the video if that is shorter.
 */
final class SummarySelection {

    private static final double SHORTEST_SECONDS = 1;

    /** The rounding error of a product, in frames or seconds. */
    private static final double ROUNDING = 1e-6;

    private final List<Shot> shots;
    private final float[] shotScores;
    private final Selection selection;
    private final PublishedReasons reasons;

    private SummarySelection(List<Shot> shots, float[] shotScores, Selection selection, PublishedReasons reasons) {
        this.shots = shots;
        this.shotScores = shotScores;
        this.selection = selection;
        this.reasons = reasons;
    }

    static SummarySelection of(VideoAnalysis analysis, float[] scores, Budget budget) {
        Timeline timeline = analysis.timeline();
        List<Shot> shots = analysis.shots();
        float[] frameScores = ShotSelector.frameScores(scores, analysis.samples(), timeline.frames());
        float[] shotScores = ShotSelector.shotScores(shots, frameScores);
        Selection selection = select(shots, frameScores, timeline, budget);
        PublishedReasons reasons = new PublishedReasons(
                shots,
                shotScores,
                weights(shots, timeline, budget),
                capacity(timeline, budget),
                selection,
                seconds(selection, timeline));
        return new SummarySelection(shots, shotScores, selection, reasons);
    }

    private static Selection select(List<Shot> shots, float[] frameScores, Timeline timeline, Budget budget) {
        int capacity = capacity(timeline, budget);
        int[] weights = weights(shots, timeline, budget);
        if (IntStream.of(weights).asLongStream().sum() <= capacity) {
            return new Selection(List.of(), List.of(new Shot(0, timeline.frames() - 1)));
        }
        Selection selection = ShotSelector.select(shots, frameScores, weights, capacity, capacity);
        boolean window = selection.shots().isEmpty();
        if (isLongEnough(selection, timeline) && (!window || budget instanceof Budget.Ratio)) {
            return selection;
        }
        double seconds = budget instanceof Budget.Length length ? length.seconds() : SHORTEST_SECONDS;
        double longest = Math.max(seconds, SHORTEST_SECONDS);
        return new Selection(
                List.of(), List.of(BestWindow.ofTime(frameScores, times(timeline), SHORTEST_SECONDS, longest)));
    }

    private static int capacity(Timeline timeline, Budget budget) {
        int second = (int) Math.ceil(SHORTEST_SECONDS * timeline.fps() - ROUNDING);
        return Math.max(Math.min(second, timeline.frames()), frames(budget, timeline));
    }

    /** When each frame starts, and when the last one ends. */
    private static double[] times(Timeline timeline) {
        return IntStream.rangeClosed(0, timeline.frames())
                .mapToDouble(frame -> frame < timeline.frames() ? timeline.start(frame) : timeline.duration())
                .toArray();
    }

    private static boolean isLongEnough(Selection selection, Timeline timeline) {
        return seconds(selection, timeline) >= Math.min(SHORTEST_SECONDS, timeline.duration()) - ROUNDING;
    }

    private static double seconds(Selection selection, Timeline timeline) {
        return selection.parts().stream()
                .mapToDouble(part -> timeline.end(part.last()) - timeline.start(part.first()))
                .sum();
    }

    private static int frames(Budget budget, Timeline timeline) {
        if (budget instanceof Budget.Ratio ratio) {
            return (int) (timeline.frames() * ratio.ratio());
        }
        double seconds = Math.min(((Budget.Length) budget).seconds(), timeline.duration() + SHORTEST_SECONDS);
        return (int) Math.floor(seconds * timeline.fps() + ROUNDING);
    }

    private static int[] weights(List<Shot> shots, Timeline timeline, Budget budget) {
        if (budget instanceof Budget.Ratio) {
            return shots.stream().mapToInt(Shot::length).toArray();
        }
        return shots.stream()
                .mapToDouble(shot -> timeline.end(shot.last()) - timeline.start(shot.first()))
                .mapToInt(seconds -> (int) Math.max(1, Math.ceil(seconds * timeline.fps() - ROUNDING)))
                .toArray();
    }

    /** The parts of the video that the summary plays; neighbouring shots are one part. */
    List<FrameRange> ranges() {
        return selection.parts().stream()
                .map(part -> new FrameRange(part.first(), part.last()))
                .toList();
    }

    /** The mean importance of a shot's frames. */
    double score(int shot) {
        return shotScores[shot];
    }

    /** The mean visibility of a shot's frames, 0 to 1; empty if visibility is off. */
    OptionalDouble visibility(int shot) {
        Objects.checkIndex(shot, shots.size());
        return OptionalDouble.empty();
    }

    /** Why the summary contains all, a part or nothing of the shot. */
    String reason(int shot) {
        return reasons.of(shot);
    }

    /** Whether the summary contains the whole shot. */
    boolean isSelected(int shot) {
        Shot whole = shots.get(shot);
        return selection.parts().stream()
                .anyMatch(part -> part.first() <= whole.first() && whole.last() <= part.last());
    }
}
