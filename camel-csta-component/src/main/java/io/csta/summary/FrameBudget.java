package io.csta.summary;

import io.csta.segmentation.Shot;
import io.csta.selection.PartSelector;
import io.csta.video.Timeline;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How much of a video a summary may contain.
 *
 * <p>If the budget is a ratio, frames count, and each counts the same. If it is a duration, time counts, so it also holds for
 * variable frame rates. One minimum outranks the budget: a summary lasts at least a second, or as long as the video if that is
 * shorter.
 */
final class FrameBudget {

    /** The rounding error of a product, in frames or seconds. */
    static final double ROUNDING = 1e-6;

    private final Timeline timeline;
    private final Budget budget;

    FrameBudget(Timeline timeline, Budget budget) {
        this.timeline = timeline;
        this.budget = budget;
    }

    /** The largest total weight of the selected shots. */
    int capacity() {
        int second = (int) Math.ceil(PartSelector.SHORTEST_SECONDS * timeline.fps() - ROUNDING);
        return Math.max(Math.min(second, timeline.frames()), frames());
    }

    private int frames() {
        if (budget instanceof Budget.Ratio ratio) {
            return (int) (timeline.frames() * ratio.ratio());
        }
        double seconds =
                Math.min(((Budget.Length) budget).seconds(), timeline.duration() + PartSelector.SHORTEST_SECONDS);
        return (int) Math.floor(seconds * timeline.fps() + ROUNDING);
    }

    /** The weight of each shot: its frames, or the frames of average length that last as long. */
    int[] weights(List<Shot> shots) {
        if (isRatio()) {
            return shots.stream().mapToInt(Shot::length).toArray();
        }
        return shots.stream()
                .mapToDouble(shot -> timeline.end(shot.last()) - timeline.start(shot.first()))
                .mapToInt(seconds -> (int) Math.max(1, Math.ceil(seconds * timeline.fps() - ROUNDING)))
                .toArray();
    }

    boolean holds(List<Shot> shots) {
        return IntStream.of(weights(shots)).asLongStream().sum() <= capacity();
    }

    /** Whether parts last at least a second, or as long as the video. */
    boolean isLongEnough(List<Shot> parts) {
        return secondsOf(parts) >= Math.min(PartSelector.SHORTEST_SECONDS, timeline.duration()) - ROUNDING;
    }

    /** How long parts last, in seconds. */
    double secondsOf(List<Shot> parts) {
        return parts.stream()
                .mapToDouble(part -> timeline.end(part.last()) - timeline.start(part.first()))
                .sum();
    }

    /** The longest duration in seconds, on the clock of {@link #times}, of a summary that consists of one window. */
    double longestWindow() {
        return isRatio() ? PartSelector.SHORTEST_SECONDS : cost();
    }

    boolean isRatio() {
        return budget instanceof Budget.Ratio;
    }

    /** The largest cost of a summary, in the unit of {@link #costs}. */
    double cost() {
        return isRatio()
                ? capacity() / timeline.fps()
                : Math.max(((Budget.Length) budget).seconds(), PartSelector.SHORTEST_SECONDS);
    }

    /**
     * How much of the budget the frames before each one use, and all frames. That is their duration in seconds, or, if the budget is
     * a ratio, the duration of as many frames of average length.
     *
     * @return {@code [frames + 1]}
     */
    double[] costs() {
        return isRatio()
                ? IntStream.rangeClosed(0, timeline.frames())
                        .mapToDouble(frame -> frame / timeline.fps())
                        .toArray()
                : times();
    }

    /** When each frame is shown, and when the last one ends, in seconds, {@code [frames + 1]}. */
    double[] times() {
        return IntStream.rangeClosed(0, timeline.frames())
                .mapToDouble(frame -> frame < timeline.frames() ? timeline.start(frame) : timeline.duration())
                .toArray();
    }
}
