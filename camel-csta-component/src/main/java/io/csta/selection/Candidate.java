package io.csta.selection;

import io.csta.segmentation.Shot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A range of frames from which the summary may show a part.
 *
 * @param shot the index of its shot
 * @param stretch the visible frames of the shot, without interruption, of which it is a piece
 * @param range its frames
 * @param seconds how long it lasts
 * @param cost how much of the budget it would use
 * @param weight how much of it should be represented, 0 to 1
 * @param isStill whether nothing moves in most of it
 */
record Candidate(int shot, Shot stretch, Shot range, double seconds, double cost, double weight, boolean isStill) {

    /** A part from a longer range may be anywhere in it, and the rest of it counts as shown; so ranges are limited. */
    static final double LONGEST_SECONDS = 6;

    /** The rounding error of a duration in seconds. */
    private static final double ROUNDING = 1e-6;

    /**
     * The candidates of a video, in order.
     *
     * @param shortest the least duration of a candidate, in seconds
     */
    static List<Candidate> of(ScoredVideo video, double shortest) {
        List<Candidate> candidates = new ArrayList<>();
        for (int shot = 0; shot < video.shots().size(); shot++) {
            for (Shot stretch : visibleStretches(video, video.shots().get(shot))) {
                if (video.seconds(stretch) >= shortest - ROUNDING) {
                    candidates.addAll(pieces(video, shot, stretch, shortest));
                }
            }
        }
        return candidates;
    }

    private static List<Shot> visibleStretches(ScoredVideo video, Shot shot) {
        List<Shot> stretches = new ArrayList<>();
        int first = -1;
        for (int frame = shot.first(); frame <= shot.last() + 1; frame++) {
            boolean visible = frame <= shot.last() && video.visible()[frame];
            if (visible && first < 0) {
                first = frame;
            } else if (!visible && first >= 0) {
                stretches.add(new Shot(first, frame - 1));
                first = -1;
            }
        }
        return stretches;
    }

    /** Divides a stretch into pieces of about the same duration. */
    private static List<Candidate> pieces(ScoredVideo video, int shot, Shot stretch, double shortest) {
        double seconds = video.seconds(stretch);
        int count = (int) Math.ceil(seconds / LONGEST_SECONDS - ROUNDING);
        List<Candidate> pieces = new ArrayList<>();
        double start = video.times()[stretch.first()];
        double end = video.times()[stretch.last() + 1];
        int first = stretch.first();
        for (int i = 1; i < count; i++) {
            int next = frameAt(video.times(), start + seconds * i / count);
            double cut = video.times()[next];
            if (cut - video.times()[first] >= shortest - ROUNDING && end - cut >= shortest - ROUNDING) {
                pieces.add(piece(video, shot, stretch, new Shot(first, next - 1)));
                first = next;
            }
        }
        pieces.add(piece(video, shot, stretch, new Shot(first, stretch.last())));
        return pieces;
    }

    private static int frameAt(double[] times, double time) {
        int found = Arrays.binarySearch(times, time + ROUNDING);
        return found >= 0 ? found : -found - 2;
    }

    private static Candidate piece(ScoredVideo video, int shot, Shot stretch, Shot range) {
        return new Candidate(
                shot,
                stretch,
                range,
                video.seconds(range),
                video.cost(range),
                weight(video, range),
                isStill(video, range));
    }

    private static double weight(ScoredVideo video, Shot range) {
        double sum = 0;
        for (int frame = range.first(); frame <= range.last(); frame++) {
            sum += video.weights()[frame];
        }
        return sum / range.length();
    }

    private static boolean isStill(ScoredVideo video, Shot range) {
        int still = 0;
        for (int frame = range.first(); frame <= range.last(); frame++) {
            still += video.still()[frame] ? 1 : 0;
        }
        return still > range.length() / 2;
    }

    double costPerSecond() {
        return cost / seconds;
    }

    /** Whether another candidate is the next piece of the same stretch. */
    boolean continuesIn(Candidate next) {
        return stretch.equals(next.stretch) && range.last() + 1 == next.range.first();
    }
}
