package io.csta.selection;

import io.csta.segmentation.Shot;
import java.util.ArrayList;
import java.util.List;

/**
 * A range of frames from which the summary may show a part.
 *
 * @param shot the index of its shot
 * @param stretch the visible frames of the shot, without interruption, of which it is a piece
 * @param range its frames
 * @param seconds how long it lasts
 * @param weight how much of it should be represented, 0 to 1
 * @param isStill whether nothing moves in most of it
 */
record Candidate(int shot, Shot stretch, Shot range, double seconds, double weight, boolean isStill) {

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
                    candidates.addAll(pieces(video, shot, stretch));
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

    /** Divides a stretch into pieces of equal numbers of frames. */
    private static List<Candidate> pieces(ScoredVideo video, int shot, Shot stretch) {
        int count = (int) Math.max(1, Math.ceil(video.seconds(stretch) / LONGEST_SECONDS - ROUNDING));
        count = Math.min(count, stretch.length());
        List<Candidate> pieces = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int first = stretch.first() + (int) ((long) stretch.length() * i / count);
            int end = stretch.first() + (int) ((long) stretch.length() * (i + 1) / count);
            Shot range = new Shot(first, end - 1);
            pieces.add(new Candidate(
                    shot, stretch, range, video.seconds(range), weight(video, range), isStill(video, range)));
        }
        return pieces;
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

    /** Whether another candidate is the next piece of the same stretch. */
    boolean continuesIn(Candidate next) {
        return stretch.equals(next.stretch) && range.last() + 1 == next.range.first();
    }
}
