package io.csta.summary;

import io.csta.segmentation.Shot;
import io.csta.selection.Selection;
import io.csta.selection.SelectionMethod;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Why {@link SelectionMethod#PUBLISHED} selected a shot, or did not: one short sentence per shot. */
final class PublishedReasons {

    static final String WHOLE_VIDEO = "selected: the whole video fits the budget";
    private static final String TOO_LONG = "not selected: longer than the budget";
    private static final String NO_SCORE = "not selected: its score is 0";
    private static final String OTHERS =
            "not selected: other shots that fit the budget together have a higher total score";

    private static final double LEAST_SHOWN = 0.01;

    private final List<Shot> shots;
    private final float[] scores;
    private final int[] weights;
    private final int capacity;
    private final Selection selection;
    private final double seconds;

    /**
     * The reasons of a selection.
     *
     * @param shots all shots of the video
     * @param scores the mean score of each shot
     * @param weights the weight of each shot
     * @param capacity the largest total weight of selected shots
     * @param selection what the summary plays
     * @param seconds how long the summary lasts
     */
    PublishedReasons(
            List<Shot> shots, float[] scores, int[] weights, int capacity, Selection selection, double seconds) {
        this.shots = shots;
        this.scores = scores;
        this.weights = weights;
        this.capacity = capacity;
        this.selection = selection;
        this.seconds = seconds;
    }

    /** The reason for a shot. */
    String of(int shot) {
        if (IntStream.of(weights).asLongStream().sum() <= capacity) {
            return WHOLE_VIDEO;
        }
        if (selection.shots().contains(shot)) {
            return "selected: score %s, rank %d of %d".formatted(shown(scores[shot]), rank(shot), scores.length);
        }
        int played = played(shots.get(shot));
        if (played > 0) {
            return "%s: in the best %s of the video, because %s"
                    .formatted(
                            played == shots.get(shot).length() ? "selected" : "partly selected",
                            duration(),
                            obstacle());
        }
        if (weights[shot] > capacity) {
            return TOO_LONG;
        }
        if (scores[shot] <= 0) {
            return NO_SCORE;
        }
        return selection.shots().isEmpty()
                ? "not selected: not in the best %s of the video".formatted(duration())
                : OTHERS;
    }

    /** Why the summary does not consist of whole shots. */
    private String obstacle() {
        if (IntStream.of(weights).noneMatch(weight -> weight <= capacity)) {
            return "no shot fits the budget";
        }
        return IntStream.range(0, scores.length).anyMatch(i -> weights[i] <= capacity && scores[i] > 0)
                ? "the shots that fit the budget are too short"
                : "no shot that fits the budget has a score above 0";
    }

    private int played(Shot shot) {
        return selection.parts().stream()
                .mapToInt(part -> Math.min(part.last(), shot.last()) - Math.max(part.first(), shot.first()) + 1)
                .map(frames -> Math.max(0, frames))
                .sum();
    }

    private int rank(int shot) {
        return 1
                + (int) IntStream.range(0, scores.length)
                        .filter(other -> scores[other] > scores[shot])
                        .count();
    }

    private String duration() {
        return String.format(Locale.ROOT, "%.1f s", seconds);
    }

    private static String shown(double score) {
        return score < LEAST_SHOWN ? "below " + LEAST_SHOWN : String.format(Locale.ROOT, "%.2f", score);
    }
}
